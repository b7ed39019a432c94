using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowEnforcement.Engine.Running;
using Xunit;

namespace WorkflowEnforcement.Engine.Tests.Running;

/// <summary>A saved state is a contract: a sample is never changed; a new form gets a number of its own and a sample beside the old ones.</summary>
public sealed class ProcessInstanceJsonTests
{
    public static TheoryData<string> Samples { get; } =
    [
        """{"v":1,"s":0,"n":4,"t":[[3,1,"work","f1",1]],"o":[[1,"P",0,{"罚款":{"n":"12.50"}}]]}""",
        """{"v":1,"s":1,"n":9,"o":[[1,"P",0,{}]]}""",
        """{"v":1,"s":0,"n":20,"t":[[3,1,"work",null,3,"draft",2,"review",-5],[7,6,"work",null,1]],"o":[[1,"P",0,{}],[6,"work",3,{"party":"甲"},2,null]],"l":[[3,2,["甲","乙"],2,1,0,5,1]]}""",
        """{"v":1,"s":0,"n":20,"t":[[3,1,"call",null,3],[5,4,"wait",null,1]],"o":[[1,"P",0,{}],[4,"Q",3,{},0,"shared.q"]],"d":[[6,5,0,"wait","2026-03-02T09:00:00+08:00",0,null],[7,0,1,"late","2026-03-03T09:00:00+08:00",-1,"P1D"]],"b":[["shared.q","a1"]]}""",
        """{"v":1,"s":0,"n":20,"t":[[3,1,"choice","f1",4],[9,1,"undo","f2",3],[11,10,"handler",null,1]],"o":[[1,"P",0,{}],[10,"undo",9,{}]],"i":[[4,3,"choice","gateway.no-flow","m",0]],"c":[[6,1,"sub",{"a":true},[5,1,"book",{}]]],"u":[[9,6]],"h":[[1,"when"]]}""",
        """{"v":1,"s":0,"n":4,"t":[[3,1,"sign","f1",1]],"o":[[1,"P",0,{}]],"w":[[3,{"seats":[{"id":1,"fromPool":true,"origin":"Drawn","standing":"Voter","awaits":[],"delegates":[],"opinions":[]}],"copies":[]},"deputy","director"]]}""",
        """{"v":1,"s":0,"n":9,"t":[[7,1,"review","f2",1,"draft",3]],"o":[[1,"P",0,{}]],"f":[3]}""",
        """{"v":1,"s":0,"n":12,"t":[[11,1,"after",null,1,"sub",3]],"o":[[1,"P",0,{}]],"c":[[9,1,"sub",{},3,[6,4,"book",{},-5]]],"f":[3],"k":[[3,[7,4,"check",null,1,"book",5],{"v":1,"s":0,"n":8,"t":[[3,1,"sub",null,3]],"o":[[4,"sub",3,{"a":true}]]}]]}""",
        """{"v":1,"s":0,"n":9,"t":[[3,1,"work",null,1]],"o":[[1,"P",0,{}]],"d":[[6,3,0,"late","2026-02-28T00:00:00+08:00",-1,"P1M","2026-01-31T00:00:00+08:00"]]}""",
        """{"v":1,"s":0,"n":9,"t":[[3,1,"any",null,3],[5,4,"ask",null,1],[6,4,"tell",null,5]],"o":[[1,"P",0,{}],[4,"any",3,{}]]}""",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_saved_state_is_read_and_written_to_the_same_bytes(string sample) => Assert.Equal(sample, Write(Read(sample)));

    [Theory]
    [InlineData("""{"v":2,"s":0,"n":4,"o":[[1,"P",0,{}]]}""")]
    [InlineData("""{"s":0,"n":4,"o":[[1,"P",0,{}]]}""")]
    [InlineData("""{"v":1,"s":0,"n":4,"t":[[3,1]],"o":[[1,"P",0,{}]]}""")]
    [InlineData("""{"v":1,"s":0,"n":4,"t":[["3",1,"work",null,1]],"o":[[1,"P",0,{}]]}""")]
    [InlineData("""{"v":1,"s":0,"n":4,"o":[[1,null,0,{}]]}""")]
    [InlineData("""{"v":1,"s":0,"n":4,"o":[[1,"P",0,{}]],"f":["3"]}""")]
    [InlineData("""[]""")]
    public void What_is_no_saved_state_is_refused(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static ProcessInstance Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ProcessInstanceJson.Read(document.RootElement);
    }

    private static string Write(ProcessInstance state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            ProcessInstanceJson.Write(writer, state);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
