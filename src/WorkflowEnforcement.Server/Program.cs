using WorkflowEnforcement.Server.Components;
using WorkflowEnforcement.Server.Components.Gallery;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddLocalization();
builder.Services.AddRazorComponents();

var app = builder.Build();
app.UseRequestLocalization(options => options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en"));
if (app.Environment.IsDevelopment())
{
    app.UseGalleryFrame();
}

app.UseRouting();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>();
if (app.Environment.IsDevelopment())
{
    app.MapGalleryFiles();
}

app.Run();
