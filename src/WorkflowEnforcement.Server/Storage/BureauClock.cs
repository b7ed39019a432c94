namespace WorkflowEnforcement.Server.Storage;

/// <summary>The time at the bureau: moments carry the offset of Asia/Shanghai and end at the millisecond, as they are stored.</summary>
public sealed class BureauClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>This moment.</summary>
    public DateTimeOffset Now => Local(time.GetUtcNow());

    /// <summary>This day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>A moment with the bureau's offset, cut to the millisecond.</summary>
    public static DateTimeOffset Local(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds()), Zone);
}
