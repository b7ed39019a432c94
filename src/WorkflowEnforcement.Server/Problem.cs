using WorkflowEnforcement.Enforcement.Cases;

namespace WorkflowEnforcement.Server;

/// <summary>Answers that say no, as RFC 9457 problem details.</summary>
public static class Problem
{
    /// <summary>A refusal: its code, its sentence, the law that speaks, and the fields concerned.</summary>
    /// <param name="refused">The refusal.</param>
    /// <param name="more">Further members of the problem.</param>
    public static IResult From(Refused refused, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = refused.Code };
        foreach (var (name, value) in more)
        {
            extensions[name] = value;
        }

        if (refused.Source is { } source)
        {
            extensions["legalSource"] = source.ToString();
        }

        if (refused.Fields.Length > 0)
        {
            extensions["errors"] = refused.Fields.GroupBy(fault => fault.Key).ToDictionary(group => group.Key, group => group.Select(fault => fault.Message).ToArray());
        }

        return TypedResults.Problem(refused.Message, statusCode: StatusOf(refused.Code), title: TitleOf(StatusOf(refused.Code)), extensions: extensions);
    }

    /// <summary>There is no such thing, or this user may not know of it.</summary>
    public static IResult NotFound(string sentence = "没有找到，或者无权查看。") =>
        TypedResults.Problem(sentence, statusCode: StatusCodes.Status404NotFound, title: TitleOf(404), extensions: new Dictionary<string, object?> { ["code"] = "not-found" });

    /// <summary>What was sent is not what was expected.</summary>
    public static IResult BadRequest(string code, string sentence) =>
        TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest, title: TitleOf(400), extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>The HTTP status of a refusal's code.</summary>
    public static int StatusOf(string code) => code switch
    {
        "case.unknown" or "proxy.unknown" or "clock.unknown" or "link.unknown" or "register.unknown" or "register.missing" or "account.unknown" => StatusCodes.Status404NotFound,
        "case.opener" or "task.role" or "task.administrator" or "task.not-handler" or "task.outside" or "task.urge" or "task.copy" or "withdraw.not-own" or "incident.role" or "migration.role" or "law.keeper" or "register.editor" or "account.keeper" => StatusCodes.Status403Forbidden,
        "proxy.self" or "proxy.person" or "proxy.outside" or "proxy.role" or "proxy.entry" => StatusCodes.Status422UnprocessableEntity,
        "proxy.overlap" or "proxy.number" or "proxy.settled" => StatusCodes.Status409Conflict,
        _ when code.StartsWith("separation.", StringComparison.Ordinal) || code.StartsWith("proxy.", StringComparison.Ordinal) => StatusCodes.Status403Forbidden,
        "facts.invalid" or "link.facts" or "case.title" or "message.comment" or "task.outcome" or "task.comment" or "incident.reason" or "record.form" or "operation.words" or "operation.persons" or "person.unknown" or "copy.reader"
            or "migration.reason" or "migration.mapping" or "migration.version" or "migration.same-version" or "migration.nothing" or "migration.too-many" or "migration.as-of"
            or "work.facts" or "work.nobody-named" or "work.named-twice" or "work.to-oneself" or "calendar.entry" or "clock.entry" or "register.entry" or "account.entry" => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "请求格式有误",
        StatusCodes.Status403Forbidden => "无权办理",
        StatusCodes.Status404NotFound => "没有找到",
        StatusCodes.Status422UnprocessableEntity => "填写内容须更正",
        _ => "不能办理",
    };
}
