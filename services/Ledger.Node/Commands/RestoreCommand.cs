using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ledger.Node;

/// <summary><c>ledger-node restore</c>: puts a backup back as a stopped node's data.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = ConfigurationOption.One();
        var from = new Option<string>("--from")
        {
            Description = "Folder of the backup. / 备份目录。",
            HelpName = "DIR",
            Required = true,
        };
        var json = ConfigurationOption.Json();
        var command = new Command(
            "restore",
            "Put a backup back as a stopped node's data; what is newer there of what its keys signed and of its records stays, and what is replaced is moved aside. "
            + "/ 将备份恢复为已停止节点的数据；较新的签名记载与记录予以保留，被替换的数据移至一旁。\n"
            + "Example / 例: ledger-node restore --config node.json --from /backup/registration-20261130") { file, from, json };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, Path.GetFullPath(parsed.GetValue(from)!), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(string file, string backup, bool json, CancellationToken ct)
    {
        try
        {
            var report = await NodeRestore.RunAsync(NodeConfiguration.Load(file), backup, TimeProvider.System, ct);
            Console.Out.WriteLine(json ? Json(report) : Text(file, backup, report));
            return ExitCode.Success;
        }
        catch (NodeConfigurationException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Configuration;
        }
    }

    private static string Json(RestoreReport report) => JsonSerializer.Serialize(
        new
        {
            finished_interrupted = report.Manifest is null,
            block = report.Manifest?.Block,
            kept = report.Kept.Files,
            report.Kept.Unreadable,
            records = report.Records.ToString(),
            report.Aside,
        },
        BackupJson.Format);

    private static string Text(string file, string backup, RestoreReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Manifest is { } manifest
            ? string.Create(CultureInfo.InvariantCulture,
                $"Restored {manifest.Organisation} as of block {manifest.Block} from {backup} / 已恢复至区块 {manifest.Block}")
            : "A restore that was cut short is finished; this backup was not looked at. / 已完成此前中断的恢复；未读取本备份。");
        foreach (var kept in report.Kept.Files)
        {
            var old = kept.BackupBlock is { } block ? string.Create(CultureInfo.InvariantCulture, $"{block}") : "-";
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Kept / 保留: {kept.File} of block {kept.Block}, newer than the backup's ({old}): the key signed that, and signs nothing until the node has caught up. / 区块 {kept.Block}，新于备份（{old}）；节点补齐前不再签名。"));
        }

        foreach (var path in report.Kept.Unreadable)
        {
            text.AppendLine(
                $"Unreadable / 不可读: {path}; what its key signed since the backup is learnt from the other members at the start. / 备份之后所签内容将在启动时向其他成员询问。");
        }

        text.AppendLine(report.Records switch
        {
            RestoredRecords.Kept => "Records: the present ones stay, they are whole and hold all of the backup's. / 记录：保留现有记录，其完整且包含备份的全部记录。",
            RestoredRecords.FromBackup
                => "Records: the backup's. Later ones are lost unless they can be had from the folder put aside; the node names those that the ledger shows. / 记录：取自备份；其后的记录若无法从旧目录取得即已丢失，节点会列出账本上的缺失项。",
            RestoredRecords.None => "Records: the backup has none. / 记录：备份中没有。",
            _ => "",
        });
        text.AppendLine($"What was there before / 原数据: {report.Aside} (holds personal data: remove it when it is no longer needed / 含个人信息，不再需要时请删除)");
        text.Append($"Next / 下一步: ledger-node verify-store --config {file}; ledger-node run --config {file}");
        return text.ToString().Replace(Environment.NewLine + Environment.NewLine, Environment.NewLine, StringComparison.Ordinal);
    }
}
