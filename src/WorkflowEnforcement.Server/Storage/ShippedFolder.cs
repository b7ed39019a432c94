namespace WorkflowEnforcement.Server.Storage;

/// <summary>Finds folders that are shipped with the server: beside the binaries when published, at the top of the repository when run from source.</summary>
public static class ShippedFolder
{
    /// <summary>The folder of settings and pages: that of the binaries when published, so that the server may be started from anywhere; null when run from source, where the host finds it.</summary>
    public static string? ContentRoot => Directory.Exists(BesideBinaries("workflows")) ? AppContext.BaseDirectory : null;

    /// <summary>
    /// Arguments with which the host reads its settings once. Else it watches every file below its folder for changed settings, and the
    /// database mostly lies there: each page that is written wakes the watcher.
    /// </summary>
    public static string[] WithoutWatching(string[] arguments) => ["--hostBuilder:reloadConfigOnChange=false", .. arguments];

    /// <summary>The folder set, else beside the binaries, else at the top of the repository that the content root lies in.</summary>
    public static string Find(string? configured, string name, IHostEnvironment host)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Path.GetFullPath(configured, host.ContentRootPath);
        }

        var beside = BesideBinaries(name);
        return Directory.Exists(beside) ? beside : InRepository(name, host.ContentRootPath) ?? beside;
    }

    private static string BesideBinaries(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string? InRepository(string name, string contentRoot)
    {
        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WorkflowEnforcement.sln")) && Directory.Exists(Path.Combine(folder.FullName, name)))
            {
                return Path.Combine(folder.FullName, name);
            }
        }

        return null;
    }
}
