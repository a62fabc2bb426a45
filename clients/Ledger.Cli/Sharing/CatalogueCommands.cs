using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger share catalogue|publish</c>: what a department offers, and how it changes that.</summary>
internal static class CatalogueCommands
{
    private const int MostBytes = 1 << 20;

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithIndentation());

    public static Command Show(CommandSet set)
    {
        var command = new Command("catalogue", new Wording("部门共享什么、给谁、依据什么", "what a department offers, to whom, on what ground").In(set.Language));
        var department = ShareCommands.Department(set);
        var output = ShareCommands.Text(set, "--out", "FILE", new("写入目录文件，供修改后发布；不得已存在", "write the catalogue to change and publish; must not exist"));
        command.Add(department);
        command.Add(output);
        set.SetAction(command, "ledger share catalogue --department registration --profile .local/net/profiles/tax-clerk",
            (context, ct) => context.WithClientAsync(async (client, _) =>
            {
                var offered = await client.Sharing.GetCatalogueAsync(context.Line.GetValue(department), ct);
                if (context.Line.GetValue(output) is { } path)
                    Files.WriteNew(Path.GetFullPath(path), System.Text.Encoding.UTF8.GetBytes(Formatter.Format(offered.Catalogue) + "\n"));
                var code = context.Write(new CommandResult(ExitCode.Ok, Json(offered), language => Table(offered.Catalogue, language)));
                context.Note(offered.Publication is { } page
                    ? new(
                        $"第{offered.Catalogue.Version}版，账本上以{page.Number}发布",
                        $"version {offered.Catalogue.Version}, published on the ledger as {page.Number}")
                    : new("程序自带的目录，尚未在账本上发布", "the program's own catalogue; none is published on the ledger yet"));
                return code;
            }));
        return command;
    }

    public static Command Publish(CommandSet set)
    {
        var command = new Command("publish", new Wording("发布本部门目录的新版（管理员）", "publish the next version of the own catalogue (administrator)").In(set.Language));
        var file = ShareCommands.Text(
            set, "--file", "FILE", new("目录文件，如 share catalogue --out 所写", "the catalogue, as `share catalogue --out` writes it"), required: true);
        command.Add(file);
        set.SetAction(command, "ledger share publish --file catalogue.json --profile .local/net/profiles/registration-administrator",
            (context, ct) =>
            {
                var catalogue = Read(context.Line.GetValue(file)!);
                return context.WithClientAsync(async (client, _) =>
                {
                    catalogue.Version = (await client.Sharing.GetCatalogueAsync(cancellationToken: ct)).Catalogue.Version + 1;
                    var receipt = await client.Sharing.PublishAsync(catalogue, ct);
                    var json = new JsonObject { ["version"] = catalogue.Version, ["recorded"] = receipt is not null };
                    return context.Write(new CommandResult(ExitCode.Ok, json, language => new PropertyTable(language)
                        .Row(new("版本", "version"), $"{catalogue.Version}")
                        .Row(new("状态", "state"), new Wording(receipt is null ? "已排序" : "已登记", receipt is null ? "ordered" : "recorded").In(language))));
                });
            });
        return command;
    }

    private static Catalogue Read(string path)
    {
        var catalogue = new Catalogue();
        try
        {
            RequestJson.Read(catalogue, Files.ReadText(path, TextEncoding.Default, MostBytes));
        }
        catch (JsonFault fault)
        {
            throw new FileFault(path, fault.Wording.Chinese, fault.Wording.English, fault);
        }

        return catalogue;
    }

    private static JsonObject Json(OfferedCatalogue offered) => new()
    {
        ["catalogue"] = JsonNode.Parse(Formatter.Format(offered.Catalogue)),
        ["published_as"] = offered.Publication?.Number,
    };

    private static ListTable Table(Catalogue catalogue, Language language)
    {
        var table = new ListTable(
            language, new("项目", "item"), new("名称", "name"), new("答复", "answer"), new("共享属性", "shared"), new("直接答复", "by rule to"),
            new("级别", "grade"), new("依据", "legal bases"), new("责任单位", "owner"));
        foreach (var item in catalogue.Items)
        {
            table.Row(
                item.Id,
                new Wording(item.NameZh, item.NameEn).In(language),
                new Wording(item.Kind == AnswerKind.Predicate ? "判定" : "字段", item.Kind == AnswerKind.Predicate ? "predicate" : "fields").In(language),
                DegreeOf(item.Degree).In(language),
                string.Join("; ", item.Rules.Select(static rule => $"{rule.Asker} {rule.Purpose} ({rule.Basis})")),
                $"{item.Fields.Select(static field => field.Grade).DefaultIfEmpty().Max()}",
                string.Join("; ", item.LegalBases),
                new Wording(item.OwnerZh, item.OwnerEn).In(language));
        }

        return table;
    }

    private static Wording DegreeOf(SharingDegree degree) => degree switch
    {
        SharingDegree.Free => new("无条件", "freely"),
        SharingDegree.Conditional => new("有条件", "on condition"),
        _ => new("不予共享", "not shared"),
    };
}
