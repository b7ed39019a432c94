namespace WorkflowEnforcement.Server;

/// <summary>The key by which a repeated write has one effect.</summary>
internal static class Idempotency
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Most characters of a key.</summary>
    public const int MaxLength = 200;

    /// <summary>Refuses a key that is too long or stands twice: passed over in silence, it would let a repetition act twice.</summary>
    public static async ValueTask<object?> Demand(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var keys = context.HttpContext.Request.Headers[Header];
        return keys.Count > 1 || keys.ToString().Length > MaxLength
            ? Problem.BadRequest("command.key", $"请求头 {Header} 须为一个，最多{MaxLength}个字符。")
            : await next(context);
    }
}
