namespace WorkflowEnforcement.Cli;

/// <summary>The words after a verb: one that stands for itself, and options.</summary>
internal sealed class GivenOptions
{
    private readonly List<(string Name, string? Value)> options = [];
    private readonly List<string> words = [];

    /// <summary>Reads the words of a command line.</summary>
    /// <param name="args">The words after the verb.</param>
    /// <param name="switches">Options that stand alone.</param>
    /// <param name="valued">Options that are followed by a value.</param>
    /// <exception cref="UnusableInputException">An option is unknown or lacks its value.</exception>
    public GivenOptions(IReadOnlyList<string> args, string[] switches, string[] valued)
    {
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case var name when valued.Contains(name):
                    i++;
                    options.Add((name, i < args.Count ? args[i] : throw new UnusableInputException($"Expected a value after {name}, but found none")));
                    break;
                case var name when switches.Contains(name):
                    options.Add((name, null));
                    break;
                case ['-', _, ..] unknown:
                    throw new UnusableInputException($"Expected {string.Join(", ", [.. valued, .. switches])}, but found {unknown}");
                default:
                    words.Add(args[i]);
                    break;
            }
        }
    }

    public bool Has(string name) => options.Exists(option => option.Name == name);

    public IEnumerable<string> All(string name) => options.Where(option => option.Name == name).Select(option => option.Value!);

    /// <summary>The value of an option that may be given once; null where it is not given.</summary>
    public string? One(string name) => All(name).ToList() switch
    {
        [] => null,
        [var value] => value,
        _ => throw new UnusableInputException($"Expected {name} once, but found it more often"),
    };

    /// <summary>The one word that is no option.</summary>
    /// <param name="what">What it stands for, as the sentence of a fault names it.</param>
    public string Word(string what) => words switch
    {
        [var word] => word,
        [] => throw new UnusableInputException($"Expected {what}, but found none"),
        _ => throw new UnusableInputException($"Expected {what} and no more, but found {string.Join(' ', words)}"),
    };
}
