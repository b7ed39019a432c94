using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;

var builder = WebApplication.CreateBuilder(args);
builder.AddStorage().AddAccounts().AddJobs();

var app = builder.Build();
await app.UseStorage();
await app.UseAccounts();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapAccounts();
await app.UseJobs();
await app.RunAsync();
