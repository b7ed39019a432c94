namespace WorkflowEnforcement.Server.Components;

// What the components show. Plain values: whoever fills them has already decided, translated and filtered.

public enum DeadlineLevel
{
    Normal,
    Soon,
    Today,
    Overdue,
    Suspended,
    Met,
}

/// <param name="Phrase">The words on the badge, such as 剩余 5 个工作日.</param>
/// <param name="DueOn">Statutory last day, shown beside the phrase where there is room.</param>
public sealed record DeadlineView(DeadlineLevel Level, string Phrase, DateOnly? DueOn = null);

/// <summary>A statutory clock of a case.</summary>
public sealed record ClockView(string Name, DeadlineView Deadline, string Basis, DateOnly? StartedOn = null)
{
    /// <summary>True where the period runs into a year whose holidays are not published.</summary>
    public bool Provisional { get; init; }

    /// <summary>Since when it stands still, and why; null where it runs or has ended.</summary>
    public (DateOnly From, string Ground)? Suspended { get; init; }
}

public enum StageProgress
{
    Ahead,
    Current,
    Done,
    Skipped,
}

public sealed record StageView(string Name, StageProgress Progress);

/// <param name="Href">Null: the last crumb, the page itself.</param>
public sealed record Crumb(string Text, string? Href = null);

public sealed record LinkView(string Text, string Href, bool Current = false, int? Count = null, IconName? Icon = null);

/// <summary>The surroundings of every page: who is signed in and where they may go. Put it into
/// <c>HttpContext.Features</c> before the page is rendered; without it the frame shows no menu.</summary>
public sealed record FrameView(string Bureau, UserView User, int UnreadReminders, IReadOnlyList<LinkView> Navigation)
{
    /// <summary>Where 发起 of the phone's bottom bar leads; null for users who may not start a case.</summary>
    public string? StartHref { get; init; }

    /// <summary>Where the written delegations of the user lie; null for users without.</summary>
    public string? ProxiesHref { get; init; }

    public string SignOutHref { get; init; } = "/account/sign-out";

    public string? SearchText { get; init; }
}

/// <param name="Proxy">For whom this user acts at present and who acts for him, in words; null if for nobody and nobody.</param>
public sealed record UserView(string Name, string Role, string? Section = null, string? Proxy = null);

public enum Secrecy
{
    Open,
    Personal,
    Secret,
}

/// <param name="Value">Null or empty: nothing is known yet.</param>
/// <param name="ChangeHref">Shows 改 beside the value.</param>
public sealed record FactView(string Label, string? Value, Secrecy Secrecy = Secrecy.Open, string? ChangeHref = null, bool Wide = false);

public sealed record PersonView(string Name, string? Role = null, string? Section = null, string? CardNumber = null, string? Note = null);

public enum DocumentState
{
    Draft,
    Issued,
    Served,
    Void,
    Failed,
}

/// <param name="Note">What is missing or went wrong, in a sentence.</param>
public sealed record DocumentView(
    string Name,
    DocumentState State,
    string? Number = null,
    string? PreviewHref = null,
    string? WordHref = null,
    string? PdfHref = null,
    DateTimeOffset? At = null,
    string? Note = null);

/// <param name="Id">Anchor on the page; use <c>step-ElementId</c> for the record of a step, so that the diagram finds it.</param>
public sealed record TimelineEntry(
    string Id,
    DateTimeOffset At,
    string Actor,
    string Text,
    string? Stage = null,
    string? Basis = null,
    string? Opinion = null,
    IReadOnlyList<LinkView>? Attachments = null);

public sealed record OpinionView(string Step, string Actor, DateTimeOffset At, string Text, string? Outcome = null);

/// <param name="FieldId">Id of the field that the sentence is about; makes the sentence a link to it.</param>
public sealed record ProblemView(string Text, string? FieldId = null, string? Basis = null);

public enum AlertKind
{
    Information,
    Success,
    Warning,
    Problem,
}

/// <summary>A choice of a select, a radio group or a filter.</summary>
public sealed record Choice(string Value, string Text, string? Help = null);

public sealed record Chip(string Label, string RemoveHref);

/// <param name="Choices">Null: a text field.</param>
/// <param name="More">Behind 更多筛选.</param>
public sealed record FilterField(string Name, string Label, string? Value = null, IReadOnlyList<Choice>? Choices = null, bool More = false, string Type = "text");

public enum CellKind
{
    Text,
    Number,
    Money,
    Date,
    Choice,
}

public sealed record RowColumn(string Key, string Label, CellKind Kind = CellKind.Text, bool Required = false, string? Unit = null, IReadOnlyList<Choice>? Choices = null);

public enum OutcomeKind
{
    Primary,
    Ordinary,
    Back,
    Dangerous,
}

/// <param name="Effect">What happens after, in a sentence.</param>
/// <param name="ReasonLabel">Not null: the button first asks for a reason under this label, sent as <c>reason.KEY</c>.</param>
public sealed record OutcomeView(string Key, string Label, OutcomeKind Kind, string? Effect = null, string? ReasonLabel = null)
{
    /// <summary>Under what the key arrives: what is done with the task itself comes apart from the outcomes, which a flow may name as it likes.</summary>
    public string Field { get; init; } = "outcome";
}

public sealed record CaseRow(
    string Href,
    string Title,
    string Number,
    string Party,
    string Procedure,
    string Stage,
    string Step,
    string Officers,
    DeadlineView? Deadline = null,
    bool Secret = false);

/// <param name="Where">Kind and stage, such as 处罚·审查.</param>
public sealed record TaskRow(
    string Href,
    string Step,
    string CaseTitle,
    string CaseNumber,
    string Party,
    string Where,
    string Officers,
    DeadlineView? Deadline = null,
    bool ToClaim = false)
{
    /// <summary>代理: name of the person for whom it would be done; null for one's own tasks.</summary>
    public string? For { get; init; }
}

public sealed record ReminderView(string Text, string Href, DateTimeOffset At, DeadlineLevel Level, bool Read = false);

public sealed record Counter(string Label, int Value, string Href, DeadlineLevel Level = DeadlineLevel.Normal);

public sealed record StageCount(string Stage, int Cases, string Href);

public sealed record IncidentView(string Sentence, string Reference, string? WhatToDo = null, string? Href = null, string? HrefText = null);
