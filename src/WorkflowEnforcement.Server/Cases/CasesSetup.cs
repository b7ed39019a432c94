using WorkflowEnforcement.Enforcement.Documents;
using WorkflowEnforcement.Server.Approvals;
using WorkflowEnforcement.Server.Designer;
using WorkflowEnforcement.Server.Linking;
using WorkflowEnforcement.Server.Registers;

namespace WorkflowEnforcement.Server.Cases;

/// <summary>Puts cases and tasks into the server.</summary>
public static class CasesSetup
{
    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Profile(builder.Configuration.GetSection("Bureau")));
        builder.Services.AddSingleton<CaseSettings>();
        builder.Services.AddSingleton<DemoProgress>();
        builder.Services.AddSingleton<Mandates>();
        builder.Services.AddScoped<CaseQueries>();
        builder.Services.AddScoped<ProcedureVersions>();
        builder.Services.AddScoped<MigrationViews>();
        builder.Services.AddScoped<CaseViews>();
        builder.Services.AddScoped<MessageWork>();
        builder.Services.AddScoped<RegisterReading>();
        builder.Services.AddScoped<LinkViews>();
        builder.Services.AddSingleton<TaskLaw>();
        builder.Services.AddScoped<TaskReading>();
        builder.Services.AddScoped<TaskQueries>();
        builder.Services.AddSingleton<TaskJsonOf>();
        builder.Services.AddScoped<TaskActs>();
        builder.Services.AddScoped<TaskWork>();
        return builder;
    }

    private static BureauProfile Profile(IConfigurationSection bureau) => new(
        bureau["Name"] ?? "辽阳市太子河区工业和信息化局",
        bureau["ShortName"] ?? "太子河区工信局",
        bureau["AgencyWord"] ?? "辽太工信",
        bureau["Address"] ?? string.Empty,
        bureau["Phone"] ?? string.Empty,
        bureau["ReviewOrgan"] ?? "辽阳市太子河区人民政府",
        bureau["Court"] ?? "有管辖权的人民法院",
        bureau["Bank"] ?? string.Empty,
        bureau["BankAddress"] ?? string.Empty,
        bureau["BankAccount"] ?? string.Empty);
}
