using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A subprocess is left when the last token in it is consumed.</summary>
internal sealed class SubprocessRules : ContainerRules<Subprocess>;
