namespace WorkflowEnforcement.Server.Documents;

/// <summary>What became of one conversion to PDF. The Word document is the original in every case.</summary>
public abstract record PdfOutcome
{
    private PdfOutcome()
    {
    }

    public sealed record PdfMade(byte[] Pdf) : PdfOutcome;

    /// <summary>No converter on this machine: trying again is of no use until one is installed.</summary>
    public sealed record PdfUnavailable(string Reason) : PdfOutcome;

    /// <summary>The converter did not manage this document; a later try may succeed.</summary>
    public sealed record PdfFailed(string Reason) : PdfOutcome;
}

/// <summary>Section <c>Documents</c> of the settings.</summary>
public sealed class PdfSettings
{
    /// <summary>Path of soffice; looked for on PATH if empty.</summary>
    public string? LibreOffice { get; init; }

    /// <summary>How many conversions run at once; each keeps a user profile of its own (a few MB).</summary>
    public int Workers { get; init; } = 1;

    /// <summary>After this time a conversion is stopped with all processes it started.</summary>
    public int TimeLimitSeconds { get; init; } = 60;
}
