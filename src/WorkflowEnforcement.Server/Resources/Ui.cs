namespace WorkflowEnforcement.Server.Resources;

/// <summary>Names the resource files Ui.resx (Chinese) and Ui.en.resx with the words of the pages.</summary>
public sealed class Ui;
