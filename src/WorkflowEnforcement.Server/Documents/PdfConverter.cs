using System.Collections.Concurrent;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>
/// Word to PDF by LibreOffice: a small pool of workers, each with a user profile that stays warm and one conversion at
/// a time. Safe to call from many threads; the calls queue.
/// </summary>
public sealed class PdfConverter : IDisposable
{
    private static readonly string[] ProgramNames = OperatingSystem.IsWindows() ? ["soffice.com", "soffice.exe"] : ["soffice", "libreoffice"];
    private readonly string? _program;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<LibreOfficeWorker> _idle = [];

    /// <param name="workFolder">For profiles and passing files; holds nothing that must be kept.</param>
    public PdfConverter(PdfSettings settings, string workFolder)
    {
        var workers = Math.Clamp(settings.Workers, 1, 16);
        _program = Find(settings.LibreOffice);
        _free = new SemaphoreSlim(workers);
        for (var i = 0; i < workers && _program is not null; i++)
        {
            var folder = Path.Combine(Path.GetFullPath(workFolder), $"pdf-{i + 1}");
            _idle.Add(new LibreOfficeWorker(_program, folder, TimeSpan.FromSeconds(Math.Max(1, settings.TimeLimitSeconds))));
        }
    }

    public bool IsAvailable => _program is not null;

    public async Task<PdfOutcome> Convert(ReadOnlyMemory<byte> docx, CancellationToken ct)
    {
        if (!IsAvailable)
        {
            return new PdfOutcome.PdfUnavailable("生成 PDF 需要 LibreOffice，但本机没有找到；请安装，或在设置 Documents:LibreOffice 中写明其位置。");
        }

        await _free.WaitAsync(ct);
        try
        {
            if (!_idle.TryTake(out var worker))
            {
                throw new InvalidOperationException("Expected an idle worker for each free place, but found none");
            }

            try
            {
                return await worker.Convert(docx, ct);
            }
            finally
            {
                _idle.Add(worker);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private static string? Find(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return File.Exists(configured) ? configured : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => ProgramNames.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
