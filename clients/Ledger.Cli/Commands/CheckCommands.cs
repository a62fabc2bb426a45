using System.CommandLine;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger check title|lien UNIT</c>: asks, verifies, saves the evidence file.</summary>
internal static class CheckCommands
{
    /// <summary>How long a question may wait before it is asked, unless it says otherwise.</summary>
    private static readonly TimeSpan DefaultValidity = TimeSpan.FromMinutes(5);

    /// <summary>An invented hash of an authorisation that was never written.</summary>
    private const string ExampleSha256 = "5f0c1d9e7a3b48264c71e0f85d2b96a34e8f07c6d1a2b95037e4c86fb1d20a9f";

    private static readonly ActOption[] Options =
    [
        new("--purpose", "purpose",
            new("目的：loan-application、loan-management、sale、court、official-duty", "purpose: loan-application, loan-management, sale, court, official-duty")),
        new("--authorisation", "authorisation.number", new("权利人授权书编号", "number of the owner's authorisation")),
        new("--owner-type", "authorisation.owner.document_type", new("权利人证件种类（A.30）", "owner's document type (A.30)")),
        new("--owner", "authorisation.owner.document_number", new("权利人证件号", "owner's document number")),
        new("--owner-name", "authorisation.owner.name", new("权利人姓名", "owner's name")),
        new("--authorisation-sha256", "authorisation.document_sha256", new("授权书文件的 SHA-256", "SHA-256 of the signed authorisation")),
        new("--allow-title", "authorisation.allow_title", new("授权查产权：true 或 false", "the owner allows a title check: true or false")),
        new("--allow-lien", "authorisation.allow_lien", new("授权查负担：true 或 false", "the owner allows a lien check: true or false")),
        new("--valid-to", "authorisation.valid_to", new("授权截止日 yyyy-MM-dd", "last day of the authorisation, yyyy-MM-dd")),
        new("--mortgagee", "mortgagee.mortgagee", new("本行即该抵押的抵押权人", "the caller's bank is the mortgagee: its credit code")),
        new("--mortgage", "mortgagee.contract_number", new("抵押合同编号", "number of the mortgage contract")),
        new("--official-file", "official_file", new("公务案卷号（部门）", "file number of the duty (departments)")),
        new("--expires", "expires_ms", new("查询有效至", "last instant at which the question may be asked")),
    ];

    public static Command Create(CommandSet set)
    {
        var check = new Command("check", new Wording("查验产权或负担并保存证据", "check a title or a lien and save the evidence").In(set.Language));
        check.Add(Create(
            set, "title", new("查验产权", "check a title"),
            static (client, request, department, ct) => client.Verification.CheckTitleAsync(request, department, ct)));
        check.Add(Create(
            set, "lien", new("查验抵押、查封等负担，或证明没有", "check for liens, or prove there are none"),
            static (client, request, department, ct) => client.Verification.CheckLienAsync(request, department, ct)));
        return check;
    }

    private static Command Create(
        CommandSet set, string kind, Wording description, Func<LedgerClient, CheckRequest, string?, CancellationToken, Task<VerifiedCheck>> ask)
    {
        var command = new Command(kind, description.In(set.Language));
        var unit = new Argument<string>("UNIT") { Description = new Wording("不动产单元代码", "unit code").In(set.Language) };
        var output = new Option<string?>("--out")
        {
            Description = new Wording(
            "证据文件，不得已存在；缺省为 <种类>-<单元>.json", "evidence file, must not exist; <kind>-<unit>.json when absent").In(set.Language),
            HelpName = "FILE"
        };
        var department = new Option<string?>(
            "--department")
        { Description = new Wording("问哪个部门", "which department to ask").In(set.Language), HelpName = "NAME" };
        var fields = new FieldOptions(Options, set.Language);
        command.Add(unit);
        command.Add(output);
        command.Add(department);
        fields.AddTo(command);
        // An authorisation reaches at most 90 days ahead.
        var validTo = Day.At((ulong)set.Clock.GetUtcNow().ToUnixTimeMilliseconds()).AddDays(30);
        set.SetAction(
            command,
            $"ledger check {kind} 441900004001GB00012F00010101 --purpose loan-application --authorisation SQ-2021-0001 --owner-type 1 --owner 441900188001010016 --authorisation-sha256 {ExampleSha256} --allow-{kind} true --valid-to {validTo} --out evidence.json",
            async (context, ct) =>
            {
                var request = new CheckRequest { UnitCode = StatedNumbers.Read<UnitCode>(context.Line.GetRequiredValue(unit), "UNIT") };
                fields.Apply(context.Line, request);
                if (request.ExpiresMs == 0)
                    request.ExpiresMs = (ulong)(context.Clock.GetUtcNow() + DefaultValidity).ToUnixTimeMilliseconds();

                var path = Path.GetFullPath(context.Line.GetValue(output) ?? $"{kind}-{request.UnitCode}.json");
                Files.RequireNew(path);
                return await context.WithClientAsync(async (client, _) =>
                {
                    var answer = await ask(client, request, context.Line.GetValue(department), ct);
                    Files.WriteNew(path, answer.File);
                    return context.Write(ReportView.Of(answer.Report, path));
                });
            });
        return command;
    }
}
