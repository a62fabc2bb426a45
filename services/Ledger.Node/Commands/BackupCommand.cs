using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Ledger.Node;

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
        };
        var verify = new Option<string>("--verify")
        {
            Description =
                "Make no backup but read this one back and check it as a restore would; changes nothing, needs as much room beside the data folder while it runs. "
                + "/ 不做备份，而是读回此备份并按恢复时的要求检查；不作任何改动，其间需在数据目录旁有同样大小的空间。",
            HelpName = "DIR",
        };
        var keys = new Option<bool>("--with-record-keys")
        {
            Description = "Also copy the keys of the records: with them the backup can be read, and keeps what is erased later. / 一并复制记录密钥：备份因此可读，且保留日后删除的内容。",
        };
        var json = ConfigurationOption.Json();
        var command = new Command(
            "backup",
            "Copy a node's ledger and records into a new folder, while it runs or not. / 备份节点的账本与记录，节点运行与否均可。\n"
            + "Example / 例: ledger-node backup --config node.json --to /backup/registration-20261130\n"
            + "         ledger-node backup --config node.json --verify /backup/registration-20261130") { file, to, verify, keys, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(to) is null == result.GetResult(verify) is null)
                result.AddError("Either --to or --verify is needed. / 须给出 --to 或 --verify 之一。");
        });
        command.SetAction((parsed, ct) => parsed.GetValue(verify) is { } made
            ? Task.FromResult(Verify(parsed.GetValue(file)!, Path.GetFullPath(made), parsed.GetValue(json), ct))
            : RunAsync(parsed.GetValue(file)!, new BackupRequest(Path.GetFullPath(parsed.GetValue(to)!), parsed.GetValue(keys)), parsed.GetValue(json), ct));
        return command;
    }

    private static int Verify(string file, string backup, bool json, CancellationToken ct)
    {
        try
        {
            var manifest = BackupVerification.Run(NodeConfiguration.Load(file), backup, ct);
            Console.Out.WriteLine(json
                ? JsonSerializer.Serialize(new { folder = backup, verified = true, manifest }, BackupJson.Format)
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{backup} can be restored: {manifest.Files.Count} files are as they were written, ledger and records of {manifest.Organisation} are whole up to block {manifest.Block}. Nothing was changed.\n此备份可恢复：{manifest.Files.Count} 个文件与写入时一致，{manifest.Organisation} 的账本与记录至区块 {manifest.Block} 完整；未作任何改动。"));
            return ExitCode.Success;
        }
        catch (NodeConfigurationException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Configuration;
        }
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
        return string.Create(CultureInfo.InvariantCulture,
            $"Backup of {manifest.Organisation} as of block {manifest.Block} ({manifest.Size} entries), {records}: {manifest.Files.Count} files, {bytes} bytes in {request.To}\n")
            + string.Create(CultureInfo.InvariantCulture, $"{manifest.Organisation} 的备份：至区块 {manifest.Block}（{manifest.Size} 条），{recordsZh}\n")
            + keys
            + $"\nNext / 下一步: copy it to another machine / 复制到另一台机器; put it back with / 恢复: ledger-node restore --config {file} --from {request.To}";
    }
}
