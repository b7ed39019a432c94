namespace WorkflowEnforcement.Cli;

/// <summary>Reads files of bounded size.</summary>
internal static class InputFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="UnusableInputException">The file cannot be read, or is larger than 4 MiB.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaxBytes ? bytes[..length] : throw new UnusableInputException($"Expected at most {MaxBytes} bytes, but {path} is larger");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException($"Expected a file that can be read, but {fault.Message}");
        }
    }
}
