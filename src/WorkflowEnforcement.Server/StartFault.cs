using Microsoft.Data.Sqlite;
using WorkflowEnforcement.Server.Storage;

namespace WorkflowEnforcement.Server;

/// <summary>What keeps the server from starting, told to who starts it in one sentence instead of a stack.</summary>
internal static class StartFault
{
    public const int ExitCode = 2;

    /// <summary>Tells it on the error output, where it is no bug but something to mend outside.</summary>
    /// <returns>False for a bug: that is thrown on with its stack.</returns>
    public static bool Tell(Exception fault)
    {
        var sentence = fault switch
        {
            LedgerNotProtectedException => fault.Message,
            SqliteException => $"服务器不能启动：数据库不能使用。{fault.Message}",
            IOException or UnauthorizedAccessException => $"服务器不能启动：存储文件夹不能使用。{fault.Message}",
            _ => null,
        };
        if (sentence is null)
        {
            return false;
        }

        Console.Error.WriteLine(sentence);
        return true;
    }
}
