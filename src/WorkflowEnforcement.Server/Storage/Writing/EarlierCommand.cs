namespace WorkflowEnforcement.Server.Storage.Writing;

/// <summary>A command that was taken, as far as its repetition asks.</summary>
internal sealed record EarlierCommand(Guid CaseId, byte[] RequestHash, int FirstVersion, int LastVersion)
{
    private const string Taken = "SELECT case_id, request_hash, first_version, last_version FROM commands WHERE bureau = @p0 AND command_id = @p1";

    public static async Task<EarlierCommand?> Find(WriteWork work, string commandId, CancellationToken ct) => (await work.Statements.Query(
        Taken, [work.Bureau, commandId], row => new EarlierCommand(row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.GetInt32(2), row.GetInt32(3)), ct)).FirstOrDefault();
}
