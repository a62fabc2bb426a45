using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger table list|export|propose</c>: dated tables and the city file, which governance publishes.</summary>
internal static class TableCommands
{
    private const int MostBytes = 1 << 20;

    private static readonly JsonFormatter Writer = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true).WithIndentation());

    public static Command Create(CommandSet set)
    {
        var command = new Command("table", new Wording("参数表和城市参数文件", "dated tables and the city file").In(set.Language));
        command.Add(List(set));
        command.Add(Export(set));
        command.Add(Propose(set));
        return command;
    }

    private static Command List(CommandSet set)
    {
        var command = new Command("list", new Wording(
            "列出某日有效的参数表：来源、提出和批准的部门、条目", "the tables that count on a day: source, who proposed and approved, entry").In(set.Language));
        var day = new Option<string?>("--day") { Description = new Wording("哪一日；缺省为今日", "which day; today when absent").In(set.Language), HelpName = "DAY" };
        command.Add(day);
        set.SetAction(command, "ledger table list --day 2027-01-01", async (context, ct) =>
        {
            var on = DayOf(context, "--day", context.Line.GetValue(day));
            var tables = await context.WithClientAsync((client, _) => TableInForce.ReadAsync(new GovernanceBook(client), on, ct));
            return context.Write(TableViews.Listed(tables, on));
        });
        return command;
    }

    private static Command Export(CommandSet set)
    {
        var command = new Command("export", new Wording(
            "输出一张参数表的 JSON；加 --from 则作为自该日起的新表的底稿", "print a table as JSON; with --from as the beginning of a new one that counts from that day")
            .In(set.Language));
        var kind = new Argument<string>("KIND")
        {
            Description = new Wording("哪一张表：", "which table: ").In(set.Language) + string.Join(", ", TableKinds.All.Select(static known => known.Name)),
        };
        kind.AcceptOnlyFromAmong([.. TableKinds.All.Select(static known => known.Name)]);
        var from = new Option<string?>("--from")
        {
            Description = new Wording("新表自该日起有效", "day from which the new table counts").In(set.Language),
            HelpName = "DAY",
        };
        var city = new Option<string?>("--city")
        {
            Description = new Wording("本程序自带的城市参数文件，代替账本上的", "a city file of this program in place of the ledger's").In(set.Language),
            HelpName = "ID",
        };
        city.AcceptOnlyFromAmong([.. Cities.Files.Select(static file => file.Id)]);
        var output = new Option<string?>("--out")
        {
            Description = new Wording("写入的文件，不得已存在", "file to write; must not exist").In(set.Language),
            HelpName = "FILE",
        };
        command.Add(kind);
        command.Add(from);
        command.Add(city);
        command.Add(output);
        set.SetAction(command, "ledger table export deed-tax --from 2027-01-01 --out deed-tax.json", async (context, ct) =>
        {
            var wanted = TableKinds.Of(context.Line.GetRequiredValue(kind));
            var first = context.Line.GetValue(from) is { } text ? DayOf(context, "--from", text) : (Day?)null;
            var own = context.Line.GetValue(city);
            if (own is not null && wanted != TableKind.City)
                throw Faults.Input("--city", new("只用于 city", "it goes with `city` only"), "ledger table export city --city ID");
            var e = own is not null
                ? TableTexts.OfCity(Cities.Files.Single(file => file.Id == own))
                : await context.WithClientAsync((client, _) => TableTexts.ReadAsync(new GovernanceBook(client), wanted, first, ct));
            var json = Writer.Format(e);
            if (context.Line.GetValue(output) is not { } path)
            {
                context.Output.WriteLine(json);
            }
            else
            {
                Files.WriteNew(Path.GetFullPath(path), System.Text.Encoding.UTF8.GetBytes(json + "\n"));
                context.Note(new($"已写入 {path}", $"written to {path}"));
            }

            context.Note(new(
                "修改后：填写 source（来源文件编号，代码形式，如 GG-2026-16），再运行 ledger table propose --file <文件>。",
                "To change it: fill in source (the number of the document it comes from, as a code, e.g. GG-2026-16), then `ledger table propose --file FILE`."));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Propose(CommandSet set)
    {
        var command = new Command("propose", new Wording(
            "提出发布参数表或城市参数文件：先检查文件并显示与现行的差异，再由各部门批准",
            "propose a table or a city file: the file is checked and compared with the one in force, then the other departments approve").In(set.Language));
        var file = new Option<string>("--file")
        {
            Description = new Wording("JSON 文件，如 ledger table export 所输出", "the JSON file, as `ledger table export` prints it").In(set.Language),
            HelpName = "FILE",
            Required = true,
        };
        command.Add(file);
        var act = new GovernanceOptions(set.Language);
        act.AddTo(command);
        set.SetAction(command, "ledger table propose --file deed-tax.json --dry-run --profile .local/net/profiles/tax-administrator", (context, ct) =>
        {
            var e = Read(context.Line.GetRequiredValue(file));
            return new GovernanceRun(context, act.Read(context.Line)).ProposeAsync(e, ct);
        });
        return command;
    }

    /// <summary>Reads a publication from a file.</summary>
    internal static TablePublished Read(string path)
    {
        var e = new TablePublished();
        try
        {
            RequestJson.Read(e, Files.ReadText(path, TextEncoding.Default, MostBytes));
        }
        catch (JsonFault fault)
        {
            throw new FileFault(path, fault.Wording.Chinese, fault.Wording.English, fault);
        }

        return e;
    }

    private static Day DayOf(CommandContext context, string option, string? text)
    {
        if (text is null)
            return Day.At((ulong)context.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        return WrittenDay.TryParse(text, out var day, out var error)
            ? day
            : throw Faults.Input(option, error.Wording, string.Create(CultureInfo.InvariantCulture, $"{Day.Of(2027, 1, 1)}"));
    }
}
