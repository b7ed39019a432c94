using System.Diagnostics;
using UglyToad.PdfPig;
using WorkflowEnforcement.Server.Documents;
using Xunit;

namespace WorkflowEnforcement.Server.Tests.Documents;

public sealed class PdfTests : IDisposable
{
    private readonly string _work = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(_work))
        {
            Directory.Delete(_work, recursive: true);
        }
    }

    [Fact]
    public async Task A_rendered_decision_becomes_a_PDF_with_its_Chinese_text()
    {
        using var converter = Present(new PdfSettings());

        var made = Assert.IsType<PdfOutcome.PdfMade>(await converter.Convert(Decision(), TestContext.Current.CancellationToken));

        using var pdf = PdfDocument.Open(made.Pdf);
        var text = string.Concat(pdf.GetPages().Select(page => page.Text)).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("行政处罚决定书", text, StringComparison.Ordinal);
        Assert.Contains("人民币壹万贰仟元整", text, StringComparison.Ordinal);
        Assert.Contains("二〇二六年五月十二日", text, StringComparison.Ordinal);
        Assert.Contains("第1页", text, StringComparison.Ordinal);
        Assert.All(pdf.GetPages(), page => Assert.Equal((595, 842), ((int)Math.Round(page.Width), (int)Math.Round(page.Height))));
    }

    [Fact]
    public async Task Many_calls_at_once_share_two_workers_and_all_get_their_own_document()
    {
        using var converter = Present(new PdfSettings { Workers = 2 });
        var words = Enumerable.Range(1, 6).Select(i => $"第{i}份文书").ToList();

        var all = await Task.WhenAll(words.Select(word => converter.Convert(WordFile.OfTexts(word), TestContext.Current.CancellationToken)));

        foreach (var (word, outcome) in words.Zip(all))
        {
            using var pdf = PdfDocument.Open(Assert.IsType<PdfOutcome.PdfMade>(outcome).Pdf);
            Assert.Contains(word, pdf.GetPage(1).Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_LibreOffice_the_answer_says_what_to_install()
    {
        using var converter = new PdfConverter(new PdfSettings { LibreOffice = Path.Combine(_work, "absent") }, _work);

        Assert.False(converter.IsAvailable);
        var answer = Assert.IsType<PdfOutcome.PdfUnavailable>(await converter.Convert(WordFile.OfTexts("正文"), TestContext.Current.CancellationToken));
        Assert.Contains("Documents:LibreOffice", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_converter_that_hangs_is_stopped_with_the_processes_it_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for a hanging converter is a shell script.");
        var mark = Path.Combine(_work, "child");
        using var converter = StandIn($"sleep 300 &\necho $! > '{mark}'\nwait", limitSeconds: 2);

        var watch = Stopwatch.StartNew();
        var failed = Assert.IsType<PdfOutcome.PdfFailed>(await converter.Convert(WordFile.OfTexts("正文"), TestContext.Current.CancellationToken));

        Assert.Contains("2 秒", failed.Reason, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
        var child = int.Parse(await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsGone(child), $"process {child} still runs");
    }

    [Fact]
    public async Task A_converter_that_makes_nothing_is_a_failure_with_its_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for a failing converter is a shell script.");
        using var converter = StandIn("echo no export filter >&2\nexit 3", limitSeconds: 20);

        var failed = Assert.IsType<PdfOutcome.PdfFailed>(await converter.Convert(WordFile.OfTexts("正文"), TestContext.Current.CancellationToken));

        Assert.Contains("no export filter", failed.Reason, StringComparison.Ordinal);
    }

    private static byte[] Decision()
    {
        var folder = TemplateFolder.Of("C31");
        return WordFile.Rendered(folder.Template, folder.Sample);
    }

    private PdfConverter Present(PdfSettings settings)
    {
        var converter = new PdfConverter(settings, _work);
        if (!converter.IsAvailable)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "LibreOffice must be installed where the whole build is checked.");
            Assert.Skip("LibreOffice is not installed on this machine, so no PDF can be made.");
        }

        return converter;
    }

    private PdfConverter StandIn(string script, int limitSeconds)
    {
        Directory.CreateDirectory(_work);
        var program = Path.Combine(_work, "soffice");
        File.WriteAllText(program, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new PdfConverter(new PdfSettings { LibreOffice = program, TimeLimitSeconds = limitSeconds }, Path.Combine(_work, "work"));
    }

    private static bool IsGone(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WaitForExit(5_000);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
