using WorkflowEnforcement.Engine.Reading;

namespace WorkflowEnforcement.Cli;

/// <summary>Reads files of bounded size.</summary>
internal static class InputFile
{
    private const int MaxBytes = BpmnReader.MaxBytes;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="UnusableInputException">The file cannot be read, or is larger than 16 MiB.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var read = new MemoryStream();
            var piece = new byte[64 * 1024];
            for (var length = stream.Read(piece); length > 0; length = stream.Read(piece))
            {
                read.Write(piece, 0, length);
                if (read.Length > MaxBytes)
                {
                    throw new UnusableInputException($"Expected at most {MaxBytes} bytes, but {path} is larger");
                }
            }

            return read.ToArray();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException($"Expected a file that can be read, but {fault.Message}");
        }
    }
}
