namespace WorkflowEnforcement.Engine.Signing;

/// <summary>How many of the drawn seats it takes to decide.</summary>
public enum SigningMode
{
    /// <summary>One seat, which decides alone.</summary>
    SingleSeat,

    /// <summary>会签: everybody signs; nobody may be against.</summary>
    All,

    /// <summary>或签: the first vote for or against decides.</summary>
    First,

    /// <summary>票签: a share of the votes decides.</summary>
    Ratio,

    /// <summary>依次签: everybody signs, one after the other in the order of the seats; nobody may be against.</summary>
    Sequence,
}

/// <summary>Of what a ratio is taken.</summary>
public enum RatioBase
{
    /// <summary>Of all voting seats; an abstention weighs like a vote against.</summary>
    Seats,

    /// <summary>Of the votes for and against; an abstention weighs nothing.</summary>
    VotesCast,
}

/// <summary>What follows when the work is rejected.</summary>
public enum RejectionRule
{
    /// <summary>The item is decided against at once.</summary>
    End,

    /// <summary>The others still sign, then the item is decided against; under <see cref="SigningMode.First"/> nobody is left to wait for.</summary>
    Stay,

    /// <summary>The flow goes back at once.</summary>
    Return,
}

/// <summary>An exact share, for example 2/3; reached by as much as that or, where so drawn, only by more.</summary>
public sealed record SigningRatio
{
    /// <summary>A share greater than 0 and at most 1.</summary>
    /// <param name="numerator">Upper part of the fraction, from 1.</param>
    /// <param name="denominator">Lower part of the fraction.</param>
    /// <param name="moreThan">True where exactly this share is not enough: 过半数 is more than 1/2, 三分之二以上 is 2/3 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1], or more than all is asked for.</exception>
    public SigningRatio(int numerator, int denominator, bool moreThan = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, moreThan ? denominator - 1 : denominator);
        (Numerator, Denominator, MoreThan) = (numerator, denominator, moreThan);
    }

    /// <summary>Upper part of the fraction.</summary>
    public int Numerator { get; }

    /// <summary>Lower part of the fraction.</summary>
    public int Denominator { get; }

    /// <summary>Whether exactly this share is not enough.</summary>
    public bool MoreThan { get; }

    /// <summary>Whether so many of so many are enough.</summary>
    public bool IsReachedBy(int part, int whole)
    {
        var (has, needs) = ((long)part * Denominator, (long)whole * Numerator);
        return MoreThan ? has > needs : has >= needs;
    }
}

/// <summary>What the drawing says of the signing of one user task. It knows persons only: a role is resolved into its persons by the caller.</summary>
public sealed record SigningRule
{
    /// <summary>How many of the seats it takes.</summary>
    public SigningMode Mode { get; init; }

    /// <summary>The share that decides under <see cref="SigningMode.Ratio"/>; unless drawn otherwise more than half.</summary>
    public SigningRatio Ratio { get; init; } = new(1, 2, moreThan: true);

    /// <summary>Of what the share is taken.</summary>
    public RatioBase RatioOf { get; init; }

    /// <summary>一票否决: persons whose vote against decides at once, in whatever mode.</summary>
    public ValueList<string> Veto { get; init; } = [];

    /// <summary>主持人: the person whose vote counts twice when votes for and against are equal in number; leads an item of several drawn seats.</summary>
    public string? Presiding { get; init; }

    /// <summary>What follows when the work is rejected.</summary>
    public RejectionRule OnRejection { get; init; }

    /// <summary>Element to go back to, null for the step before.</summary>
    public string? ReturnTo { get; init; }

    /// <summary>Whether a seat that the drawing gave may be removed by who leads the item.</summary>
    public bool DrawnSeatsRemovable { get; init; }
}
