using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ledger.Node.Backups;

namespace Ledger.Node.Commands;

/// <summary><c>ledger-node backup</c>: copies a node's ledger and records into a new folder, while the node runs or not.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = ConfigurationOption.One();
        var to = new Option<string>("--to")
        {
            Description = "Folder to be made for the backup. / 备份目录，须不存在。",
            HelpName = "DIR",
            Required = true,
        };
        var keys = new Option<bool>("--with-record-keys")
        {
            Description = "Also copy the keys of the records: with them the backup can be read, and keeps what is erased later. / 一并复制记录密钥：备份因此可读，且保留日后删除的内容。",
        };
        var json = ConfigurationOption.Json();
        var command = new Command(
            "backup",
            "Copy a node's ledger and records into a new folder, while it runs or not. / 备份节点的账本与记录，节点运行与否均可。\n"
            + "Example / 例: ledger-node backup --config node.json --to /backup/registration-20261130") { file, to, keys, json };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(file)!, new BackupRequest(Path.GetFullPath(parsed.GetValue(to)!), parsed.GetValue(keys)), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(string file, BackupRequest request, bool json, CancellationToken ct)
    {
        try
        {
            var configuration = NodeConfiguration.Load(file);
            var manifest = FolderLock.IsHeld(configuration.DataFolder)
                ? await BackupPipe.AskAsync(configuration.DataFolder, request, ct)
                : await NodeBackup.WriteStoppedAsync(configuration, request, ct);
            Console.Out.WriteLine(json ? JsonSerializer.Serialize(new { folder = request.To, manifest }, BackupJson.Format) : Text(file, request, manifest));
            return ExitCode.Success;
        }
        catch (NodeConfigurationException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Configuration;
        }
    }

    private static string Text(string file, BackupRequest request, BackupManifest manifest)
    {
        var bytes = manifest.Files.Sum(f => f.Size);
        var records = manifest.RecordsCommit is { } commit ? string.Create(CultureInfo.InvariantCulture, $"records up to commit {commit}") : "no records yet";
        var recordsZh = manifest.RecordsCommit is { } number ? string.Create(CultureInfo.InvariantCulture, $"记录至第 {number} 次提交") : "尚无记录";
        var keys = manifest.RecordKeys
            ? "It holds the keys of the records: whoever has it reads them, also what is erased later. It holds no TLS, node, cosigner, log or consortium key.\n含记录密钥：持有者可读取记录，包括日后删除的内容；不含 TLS、节点、联署、日志与联盟密钥。"
            : "It holds no key: neither the records' (records.keys; keep that file apart, or nobody reads the records) nor TLS, node, cosigner, log or consortium keys.\n不含任何密钥：记录密钥（records.keys）须另行保管，否则记录无法读取；也不含 TLS、节点、联署、日志与联盟密钥。";
        return string.Create(CultureInfo.InvariantCulture, $"Backup of {manifest.Organisation} as of block {manifest.Block} ({manifest.Size} entries), {records}: {manifest.Files.Count} files, {bytes} bytes in {request.To}\n")
            + string.Create(CultureInfo.InvariantCulture, $"{manifest.Organisation} 的备份：至区块 {manifest.Block}（{manifest.Size} 条），{recordsZh}\n")
            + keys
            + $"\nNext / 下一步: copy it to another machine / 复制到另一台机器; put it back with / 恢复: ledger-node restore --config {file} --from {request.To}";
    }
}
