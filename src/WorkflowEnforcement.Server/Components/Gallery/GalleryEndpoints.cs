namespace WorkflowEnforcement.Server.Components.Gallery;

public static class GalleryEndpoints
{
    /// <summary>Gives the gallery's pages a signed-in frame; call it in Development only.</summary>
    public static void UseGalleryFrame(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/dev/gallery", StringComparison.Ordinal))
        {
            context.Features.Set(GallerySamples.Frame);
        }

        return next(context);
    });

    /// <summary>The sample chart and its state; call it in Development only.</summary>
    public static void MapGalleryFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/dev/gallery/files/sample.bpmn", () => TypedResults.Text(GallerySamples.Bpmn, "application/xml"));
        app.MapGet("/dev/gallery/files/state.json", () => TypedResults.Text(GallerySamples.State, "application/json"));
    }
}
