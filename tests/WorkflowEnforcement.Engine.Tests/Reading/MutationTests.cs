using System.Text;
using System.Xml.Linq;
using CsCheck;
using WorkflowEnforcement.Engine.Reading;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

public sealed class MutationTests
{
    private static readonly Gen<byte[]> Damaged =
        from cut in Gen.Select(Gen.Int[0, 5], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Array[1, 3]
        select Damage(cut);

    [Fact]
    public void A_damaged_file_gives_a_model_or_located_faults_and_never_throws() => Damaged.Sample(
        xml =>
        {
            var (model, faults) = BpmnReader.Read(xml);
            Assert.Equal(model is null, faults.Length > 0);
            Assert.All(faults, fault => Assert.True(fault.Line > 0 && fault.Message.StartsWith("Expected ", StringComparison.Ordinal), fault.ToString()));
        },
        iter: 1_000,
        print: Encoding.UTF8.GetString);

    private static byte[] Damage((int Kind, int At, int Other)[] cuts)
    {
        var document = XDocument.Parse(DrawnFiles.All);
        foreach (var (kind, at, other) in cuts)
        {
            var elements = document.Root!.Descendants().ToList();
            var (element, second) = (elements[at % elements.Count], elements[other % elements.Count]);
            var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
            switch (kind)
            {
                case 0:
                    element.Remove();
                    break;
                case 1:
                    element.Name = second.Name;
                    break;
                case 2 when attributes.Count > 0:
                    attributes[other % attributes.Count].Remove();
                    break;
                case 3 when attributes.Count > 0:
                    attributes[other % attributes.Count].Value = second.Attribute("id")?.Value ?? "";
                    break;
                case 4:
                    element.Add(new XElement(second));
                    break;
                default:
                    element.Value = second.Value;
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(document.ToString());
    }
}
