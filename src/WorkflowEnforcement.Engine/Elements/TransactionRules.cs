using WorkflowEnforcement.Engine.Model;

namespace WorkflowEnforcement.Engine.Elements;

/// <summary>A transaction is a subprocess that a cancel end event takes back.</summary>
internal sealed class TransactionRules : ContainerRules<Transaction>;
