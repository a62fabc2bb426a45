using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger import --format FORMAT SOURCE</c>: a register that exists, entered by the clerks whose profiles are given. Run again it goes on
/// where it ended.
/// </summary>
internal static class ImportCommand
{
    public static Command Create(CommandSet set)
    {
        var language = set.Language;
        var command = new Command("import", new Wording(
            "把已有的登记数据载入账本：接入报文（bdc-xml）或成交数据；可中断后继续，见docs/exchange.md",
            "take an existing register over: registry messages (bdc-xml) or sales; may be stopped and run again, see docs/exchange.md").In(language));
        var source = new Argument<string>("source") { Description = new Wording("目录，或文件（uk-ppd）", "a folder, or a file (uk-ppd)").In(language) };
        var format = Option("--format", "NAME", new("数据格式", "format of the data"));
        format.Required = true;
        format.AcceptOnlyFromAmong([ExchangeImporter.Format, .. Importer.Formats]);
        var reviewer = Option("--reviewer", "DIR", new("审核人的配置（--profile为登记经办人）", "profile of the reviewer (--profile is registration's clerk)"));
        reviewer.Required = true;
        var transaction = Option("--transaction", "DIR", new("交易经办人的配置（成交数据）", "profile of the transaction clerk (sales)"));
        var tax = Option("--tax", "DIR", new("税务经办人的配置（成交数据）", "profile of the tax clerk (sales)"));
        var work = Option("--work", "DIR", new("导入日志与例外清单的目录（默认：登记经办人配置下的import）", "where journal and exception list are kept (the clerk's profile/import unless named)"));
        var cutOver = Option("--cut-over", "TIME", new("bdc-xml：切换时刻，如 2021-06-01 00:00", "bdc-xml: instant of the cut-over, e.g. 2021-06-01 00:00"));
        var province = Option("--province", "NAME|FILE", new("bdc-xml：省级口径", "bdc-xml: the province's profile"));
        var sideFile = Option("--side-file", "FILE", new("bdc-xml：报文所缺事项", "bdc-xml: facts that messages lack"));
        command.Add(source);
        foreach (var option in (Option<string?>[])[format, reviewer, transaction, tax, work, cutOver, province, sideFile])
            command.Add(option);
        set.SetAction(command, "ledger import --format bdc-xml messages --reviewer reviewer --cut-over \"2021-06-01 00:00\"", async (context, ct) =>
        {
            var clerk = context.LoadProfile();
            var review = ClientProfile.Load(context.Line.GetValue(reviewer)!);
            var folder = context.Line.GetValue(work) ?? Path.Combine(Path.GetDirectoryName(clerk.BookPath)!, "import");
            var path = context.Line.GetRequiredValue(source);
            var output = context.Json ? null : context.Output;
            try
            {
                if (context.Line.GetValue(format) != ExchangeImporter.Format)
                {
                    var clerks = new ImportClerks(
                        ClientProfile.Load(Required(context, transaction)), ClientProfile.Load(Required(context, tax)), clerk, review);
                    Write(context, await Importer.RunAsync(
                        clerks, folder, context.Line.GetValue(format)!, path, new ImportOptions(), output, context.Clock, ct));
                    return ExitCode.Ok;
                }

                var options = new ExchangeOptions
                {
                    CutOver = Instant(context.Line.GetValue(cutOver)),
                    Province = Province(context.Line.GetValue(province)),
                    SideFile = context.Line.GetValue(sideFile),
                };
                Write(context, await ExchangeImporter.RunAsync(clerk, review, folder, path, options, new ImportOptions(), output, context.Clock, ct));
                return ExitCode.Ok;
            }
            catch (ImportException e)
            {
                throw new FileFault(path, e.Text.Chinese, e.Text.English);
            }
            catch (ExchangeException e)
            {
                throw new FileFault(e.Fault.File, e.Fault.Text.Chinese, e.Fault.Text.English);
            }
        });
        return command;

        Option<string?> Option(string name, string help, Wording description) => new(name) { Description = description.In(language), HelpName = help };
    }

    private static string Required(CommandContext context, Option<string?> option) => context.Line.GetValue(option) ?? throw new FileFault(
        option.Name, $"成交数据须用 {option.Name} 指明经办人的配置", $"sales want the clerk's profile by {option.Name}");

    private static ulong? Instant(string? text) => text is null ? null : WrittenInstant.TryParse(text, out var at, out var error) ? at : throw new FileFault(
        "--cut-over", error.Chinese, error.English);

    private static ProvinceProfile Province(string? name)
        => name is null ? new ExchangeOptions().Province : File.Exists(name) ? ProvinceProfile.Load(name) : ProvinceProfile.Find(name);

    private static void Write(CommandContext context, ImportTotals totals)
    {
        if (context.Json)
        {
            context.WriteJson(new JsonObject
            {
                ["rows"] = totals.Rows,
                ["recorded"] = totals.Recorded,
                ["refused"] = totals.Refused,
                ["unreadable"] = totals.Unreadable,
                ["open"] = totals.Open,
                ["known"] = totals.Known,
                ["changed"] = totals.Changed,
                ["events"] = totals.Events,
            });
        }
    }

    private static void Write(CommandContext context, ExchangeTotals totals)
    {
        if (!context.Json)
            return;
        var acts = new JsonObject();
        foreach (var (state, count) in totals.Acts)
            acts[state.ToString().ToLowerInvariant()] = count;
        var findings = new JsonObject();
        foreach (var (check, count) in totals.Findings)
            findings[check.ToString(System.Globalization.CultureInfo.InvariantCulture)] = count;
        context.WriteJson(new JsonObject
        {
            ["files"] = totals.Files,
            ["messages"] = totals.Messages,
            ["daily_logs"] = totals.Logs,
            ["answers"] = totals.Answers,
            ["unreadable"] = totals.Unreadable,
            ["kept_aside"] = totals.Aside,
            ["rows"] = totals.Rows,
            ["unknown_values"] = totals.AsideValues,
            ["acts"] = acts,
            ["findings"] = findings,
            ["events"] = totals.Events,
        });
    }
}
