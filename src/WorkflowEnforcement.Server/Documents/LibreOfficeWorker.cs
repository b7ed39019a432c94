using System.ComponentModel;
using System.Diagnostics;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>One place where one conversion runs at a time, with its own user profile.</summary>
internal sealed class LibreOfficeWorker(string program, string folder, TimeSpan limit)
{
    private const int MaxReasonLength = 300;
    private string Profile => Path.Combine(folder, "profile");

    public async Task<PdfOutcome> Convert(ReadOnlyMemory<byte> docx, CancellationToken ct)
    {
        var passing = Path.Combine(folder, "passing");
        try
        {
            Clear(passing);
            Directory.CreateDirectory(passing);
            var source = Path.Combine(passing, "document.docx");
            await File.WriteAllBytesAsync(source, docx, ct);
            return await Run(source, passing, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return new PdfOutcome.PdfFailed($"生成 PDF 时应能读写工作目录并启动 LibreOffice，但出错：{e.Message}");
        }
        finally
        {
            Clear(passing);
        }
    }

    private async Task<PdfOutcome> Run(string source, string passing, CancellationToken ct)
    {
        using var process = Process.Start(Command(source, passing)) ?? throw new Win32Exception();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(limit);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(time.Token), process.StandardError.ReadToEndAsync(time.Token));
            await process.WaitForExitAsync(time.Token);
            return await Result(Path.ChangeExtension(source, ".pdf"), process.ExitCode, $"{await output} {await errors}", ct);
        }
        catch (OperationCanceledException)
        {
            await Stop(process);
            ct.ThrowIfCancellationRequested();
            return new PdfOutcome.PdfFailed($"生成 PDF 应在 {limit.TotalSeconds:0} 秒内完成，但没有完成，已停止。");
        }
    }

    private static async Task<PdfOutcome> Result(string pdf, int exitCode, string words, CancellationToken ct)
    {
        if (!File.Exists(pdf))
        {
            var reason = words.Trim();
            reason = reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason;
            return new PdfOutcome.PdfFailed($"LibreOffice 应生成 PDF，但没有生成（退出码 {exitCode}）：{reason}");
        }

        var bytes = await File.ReadAllBytesAsync(pdf, ct);
        return bytes.AsSpan().StartsWith("%PDF-"u8)
            ? new PdfOutcome.PdfMade(bytes)
            : new PdfOutcome.PdfFailed("LibreOffice 应生成 PDF，但生成的文件不是 PDF。");
    }

    private ProcessStartInfo Command(string source, string passing)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = passing,
        };
        foreach (var argument in (string[])
            [
                $"-env:UserInstallation={new Uri(Profile + Path.DirectorySeparatorChar).AbsoluteUri.TrimEnd('/')}",
                "--headless", "--norestore", "--nodefault", "--nologo", "--nolockcheck",
                "--convert-to", "pdf:writer_pdf_Export", "--outdir", passing, source,
            ])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOME"] = folder;
        start.Environment["SAL_USE_VCLPLUGIN"] = "svp";
        var fonts = Path.Combine(AppContext.BaseDirectory, "Documents", "fonts.conf");
        if (!OperatingSystem.IsWindows() && File.Exists(fonts))
        {
            start.Environment["FONTCONFIG_FILE"] = fonts;
        }

        return start;
    }

    // soffice is a script that starts the real program: the whole tree below our own process id goes, and with
    // it the profile, which a program stopped half-way may have left locked.
    private async Task Stop(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        Clear(Profile);
    }

    private static void Clear(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (IOException)
        {
            // A file still held by a dying process; the next conversion clears it.
        }
    }
}
