using System.Text;
using CsCheck;
using WorkflowEnforcement.Engine.Model;
using WorkflowEnforcement.Engine.Reading;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class RoundTripTests
{
    [Fact]
    public void A_drawn_file_is_read_the_same_after_a_round_trip() => DrawnFiles.Any.Sample(AssertSame, iter: 500);

    [Fact]
    public void A_round_trip_of_what_was_written_changes_no_byte() => DrawnFiles.Any.Sample(
        xml =>
        {
            var once = RoundTrip(Encoding.UTF8.GetBytes(xml));
            Assert.Equal(once, RoundTrip(once));
        },
        iter: 200);

    [Fact]
    public void Every_kind_of_element_is_among_those_drawn() => AssertSame(DrawnFiles.All);

    [Fact]
    public void Every_workflow_of_the_repository_is_read_the_same_after_a_round_trip()
    {
        var files = Directory.GetFiles(Path.Combine(Root(), "workflows"), "process.bpmn", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, path => AssertSame(File.ReadAllText(path)));
    }

    private static void AssertSame(string xml)
    {
        var before = BpmnReader.Read(Encoding.UTF8.GetBytes(xml));
        Assert.Empty(before.Faults);
        SameModel.Assert(before.Model!, Read(RoundTrip(Encoding.UTF8.GetBytes(xml))));
    }

    private static ProcessModel Read(byte[] xml)
    {
        var read = BpmnReader.Read(xml);
        Assert.Empty(read.Faults);
        return read.Model!;
    }

    private static byte[] RoundTrip(byte[] xml) => BpmnDocument.Load(xml).Document!.Write();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Expected the tests to run inside the repository");
    }
}
