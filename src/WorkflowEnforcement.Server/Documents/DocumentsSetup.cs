using WorkflowEnforcement.Server.Storage.Jobs;

namespace WorkflowEnforcement.Server.Documents;

/// <summary>Puts document making into the server.</summary>
public static class DocumentsSetup
{
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        var pdf = builder.Configuration.GetSection("Documents").Get<PdfSettings>() ?? new PdfSettings();
        builder.Services.AddSingleton<BlobStore>();
        builder.Services.AddSingleton<TemplateLibrary>();
        builder.Services.AddSingleton<DocumentJob>();
        builder.Services.AddSingleton<DocumentWork>(services => services.GetRequiredService<DocumentJob>().Run);
        builder.Services.AddSingleton(services => new PdfConverter(
            pdf, Path.Combine(StorageRoot.Of(builder.Configuration, builder.Environment), "converter")));
        builder.Services.AddSingleton<DocumentFiles>();
        return builder;
    }
}
