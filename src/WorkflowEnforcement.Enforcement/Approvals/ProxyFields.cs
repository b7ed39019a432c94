using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>What stands in the fields of a written delegation, each for itself and the dates beside one another.</summary>
internal static class ProxyFields
{
    private const int MaxNumber = 60;
    private const int MaxTitle = 100;

    public static Refused? WhyNot(ProxySetting setting, EnterProxy enter)
    {
        List<FieldFault> faults =
        [
            .. Faults(
                WhyNotText(enter.Number, "number", MaxNumber, needed: true),
                WhyNotText(enter.Title, "title", MaxTitle, needed: false),
                enter.Procedures.Any(key => !setting.Procedures.Contains(key)) ? new FieldFault("procedures", "所选流程不存在，请重新选择。") : null,
                enter.Roles.Any(role => Roles.NameOf(role) == role) ? new FieldFault("roles", "所选身份不存在，请重新选择。") : null),
            .. Dates(enter),
        ];
        return faults.Count == 0
            ? null
            : new Refused("proxy.entry", faults.Count == 1 ? faults[0].Message : $"有{faults.Count}处填写须更正。", ProxyRules.Source) { Fields = [.. faults] };
    }

    public static FieldFault? WhyNotText(string text, string field, int most, bool needed)
    {
        if (StoredText.WhyNot(text) is { } unstorable)
        {
            return new FieldFault(field, unstorable);
        }

        var length = StoredText.Normal(text).Length;
        return length > most ? new FieldFault(field, $"最多{most}字，现为{length}字。")
            : needed && length == 0 ? new FieldFault(field, "请填写委托书文号。")
            : null;
    }

    private static IEnumerable<FieldFault> Dates(EnterProxy enter) => (enter.SignedOn, enter.From, enter.Until) is ({ } signed, { } from, { } until)
        ? Faults(
            signed > enter.Today ? new FieldFault("signedOn", "委托书日期不得晚于今天：先有书面委托，后有代理。") : null,
            signed > from ? new FieldFault("from", $"代理不得早于委托书日期{signed:yyyy年M月d日}开始。") : null,
            until < from ? new FieldFault("until", $"截止日不得早于开始日{from:yyyy年M月d日}。")
                : until < enter.Today ? new FieldFault("until", "截止日不得早于今天：登记以前的办理不能补作代理。")
                : null)
        : Faults(
            enter.SignedOn is null ? new FieldFault("signedOn", "请填写委托书日期。") : null,
            enter.From is null ? new FieldFault("from", "请填写开始日。") : null,
            enter.Until is null ? new FieldFault("until", "请填写截止日：委托须有期限。") : null);

    private static IEnumerable<FieldFault> Faults(params FieldFault?[] faults) => faults.OfType<FieldFault>();
}
