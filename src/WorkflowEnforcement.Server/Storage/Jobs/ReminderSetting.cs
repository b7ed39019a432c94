namespace WorkflowEnforcement.Server.Storage.Jobs;

/// <summary>When reminders are sent.</summary>
public sealed class ReminderSetting
{
    /// <summary>Name of the section in the settings.</summary>
    public const string Section = "Reminders";

    /// <summary>Working days before the internal day of a clock on which the first reminder is sent.</summary>
    public int WorkingDaysBefore { get; set; } = 2;
}
