using System.Security;
using CsCheck;
using WorkflowEnforcement.Engine.Tests.TestKit;

namespace WorkflowEnforcement.Engine.Tests.Reading;

/// <summary>Files that can be read, with every kind of element and with what other vendors put into it.</summary>
internal static class DrawnFiles
{
    /// <summary>Every kind of element at least once: # is its number, @ a text, % what other vendors put in.</summary>
    private static readonly string[] Kinds =
    [
        """<userTask id="a#" name="@" enf:priority="@">%</userTask>""",
        """<manualTask id="a#" name="@" other:colour="@">%</manualTask>""",
        """<sendTask id="a#" messageRef="M">%<multiInstanceLoopCharacteristics enf:collection="parties" enf:elementVariable="party"/></sendTask>""",
        """<receiveTask id="a#" messageRef="M">%<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></receiveTask>""",
        """<serviceTask id="a#" name="@">%<standardLoopCharacteristics loopMaximum="3"><loopCondition>x &lt; 2</loopCondition></standardLoopCharacteristics></serviceTask>""",
        """<scriptTask id="a#" enf:resultVariable="sum">%<script><![CDATA[ if a < b then "]" else "&" ]]></script></scriptTask>""",
        """<businessRuleTask id="a#" enf:decision="band">%</businessRuleTask>""",
        """<callActivity id="a#" calledElement="other"><extensionElements><enf:in source="a &lt; b" target="c"/></extensionElements></callActivity>""",
        """<subProcess id="a#" name="@">%<dataObject id="d#" name="@"/><startEvent id="s#"/></subProcess>""",
        """<transaction id="a#">%<startEvent id="s#"/><endEvent id="c#"><cancelEventDefinition/></endEvent></transaction><boundaryEvent id="b#" attachedToRef="a#"><cancelEventDefinition/></boundaryEvent>""",
        """<subProcess id="a#" triggeredByEvent="true">%<startEvent id="s#" isInterrupting="false"><signalEventDefinition signalRef="S"/></startEvent></subProcess>""",
        """<adHocSubProcess id="a#">%<userTask id="u#" name="@"/><completionCondition>done</completionCondition></adHocSubProcess>""",
        """<userTask id="a#"/><boundaryEvent id="b#" name="@" attachedToRef="a#">%<compensateEventDefinition/></boundaryEvent><serviceTask id="h#" isForCompensation="true"/><association id="o#" sourceRef="b#" targetRef="h#"/>""",
        """<intermediateThrowEvent id="a#"><linkEventDefinition name="l#"/></intermediateThrowEvent><intermediateCatchEvent id="c#">%<linkEventDefinition name="l#"/></intermediateCatchEvent>""",
        """<inclusiveGateway id="a#" name="@">%</inclusiveGateway><userTask id="u#"/><sequenceFlow id="f#" name="@" sourceRef="a#" targetRef="u#"><conditionExpression>x &gt; "a &amp; b"</conditionExpression></sequenceFlow>""",
        """<eventBasedGateway id="a#"/><intermediateCatchEvent id="c#">%<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent><sequenceFlow id="f#" sourceRef="a#" targetRef="c#"/>""",
        """<endEvent id="a#">%<errorEventDefinition errorRef="E"/></endEvent>""",
        """<laneSet id="a#"><lane id="l#" name="@"/></laneSet><textAnnotation id="t#"><text>@</text></textAnnotation><documentation>@</documentation>""",
    ];

    private static readonly string[] Pieces = ["审核", "a & b", "<x>", "'\"'", " two\nlines\t", "a\r\nb", "]]>", "😀", "--"];

    private static readonly Gen<string> Text = Gen.Int[0, Pieces.Length - 1].Array[0, 4].Select(picks => string.Concat(picks.Select(pick => Pieces[pick])));

    private static readonly Gen<string> Vendor =
        from text in Text
        from name in Text
        from form in Gen.Int[0, 3]
        select form switch
        {
            0 => "",
            1 => $"<!-- kept --><extensionElements><v:thing xmlns:v=\"urn:vendor\" v:a=\"{Escaped(name)}\" b=\"{Escaped(name)}\">{Escaped(text)}</v:thing></extensionElements>",
            2 => $"<extensionElements><other:list><?kept too?><other:item other:a=\"{Escaped(name)}\"/>{Escaped(text)}<other:item/></other:list></extensionElements>",
            _ => $"<extensionElements><other:list xmlns=\"urn:another\"><item><![CDATA[{text.Replace("]]>", "", StringComparison.Ordinal)}]]></item></other:list></extensionElements>",
        };

    /// <summary>A file with some of them.</summary>
    public static readonly Gen<string> Any = Gen.Select(Gen.Int[0, Kinds.Length - 1], Text, Vendor)
        .Array[1, 12]
        .Select(parts => Bpmn.File(Bpmn.Start(), string.Join('\n', parts.Select(Part)), Drawn.Declared));

    /// <summary>One file with all of them.</summary>
    public static string All => Bpmn.File(Bpmn.Start(), string.Concat(Kinds.Select((_, kind) => Part((kind, "x", ""), kind))), Drawn.Declared);

    private static string Part((int Kind, string Text, string Vendor) part, int number) => Kinds[part.Kind]
        .Replace("#", $"{number}", StringComparison.Ordinal)
        .Replace("@", Escaped(part.Text), StringComparison.Ordinal)
        .Replace("%", part.Vendor, StringComparison.Ordinal);

    private static string Escaped(string text) => SecurityElement.Escape(text).Replace("\r", "&#13;", StringComparison.Ordinal).Replace("\n", "&#10;", StringComparison.Ordinal);
}
