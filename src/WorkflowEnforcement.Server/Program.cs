using WorkflowEnforcement.Server;
using WorkflowEnforcement.Server.Accounts;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Cases;
using WorkflowEnforcement.Server.Components.Gallery;
using WorkflowEnforcement.Server.Deadlines;
using WorkflowEnforcement.Server.Designer;
using WorkflowEnforcement.Server.Discretion;
using WorkflowEnforcement.Server.Documents;
using WorkflowEnforcement.Server.Linking;
using WorkflowEnforcement.Server.Registers;
using WorkflowEnforcement.Server.Storage;
using WorkflowEnforcement.Server.Storage.Jobs;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ShippedFolder.WithoutWatching(args), ContentRootPath = ShippedFolder.ContentRoot });
builder.AddStorage().AddAccounts().AddJobs().AddCases().AddDocuments().AddPages();

var app = builder.Build();
app.UsePages();
app.UseAuthentication();
app.UseRouting();
app.UseAuthorization();
app.UsePasswordGate();
app.UseFrame();
app.UseAntiforgery();

var api = app.MapApi();
api.MapCases();
api.MapMessages();
api.MapLinks();
api.MapTasks();
api.MapProxies();
api.MapDocuments();
api.MapReminders();
api.MapLaw();
api.MapRegisters();
api.MapDiscretion();
api.MapAccountKeeping();
api.MapProcedures();
app.MapAccounts();
app.MapPages();
if (app.Environment.IsDevelopment())
{
    app.UseGalleryFrame();
    app.MapGalleryFiles();
}

try
{
    await app.UseStorage();
    await app.UseAccounts();
    app.UseDemoCases();
    await app.UseJobs();
}
catch (Exception fault) when (StartFault.Tell(fault))
{
    return StartFault.ExitCode;
}

await app.RunAsync();
return 0;
