namespace WorkflowEnforcement.Engine.Model;

/// <summary>A piece of data as drawn.</summary>
/// <param name="Id">Id of the data object.</param>
/// <param name="Name">Its name; the id where it has none.</param>
/// <param name="Scope">Element id of the scope it lies in.</param>
/// <param name="IsCollection">Whether it stands for a list.</param>
public sealed record DataObject(string Id, string Name, string Scope, bool IsCollection);
