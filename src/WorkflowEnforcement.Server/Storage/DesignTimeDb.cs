using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace WorkflowEnforcement.Server.Storage;

/// <summary>Lets dotnet-ef read the model without starting the server.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<EnforcementDb>
{
    public EnforcementDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<EnforcementDb>().UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().Options, new BureauSetting());
}
