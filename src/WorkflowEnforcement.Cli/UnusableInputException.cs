namespace WorkflowEnforcement.Cli;

/// <summary>What was given cannot be worked with; the message says what was expected and what was found.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);
