namespace WorkflowEnforcement.Server.Storage;

/// <summary>Finds folders that are shipped with the server: beside the binaries when published, at the top of the repository when run from source.</summary>
public static class ShippedFolder
{
    /// <summary>The folder set, else beside the binaries, else in the content root or above it.</summary>
    public static string Find(string? configured, string name, IHostEnvironment host)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Path.GetFullPath(configured, host.ContentRootPath);
        }

        for (var folder = new DirectoryInfo(host.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")) && Directory.Exists(Path.Combine(folder.FullName, name)))
            {
                return Path.Combine(folder.FullName, name);
            }
        }

        return Path.Combine(AppContext.BaseDirectory, name);
    }
}
