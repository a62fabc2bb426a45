using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger export</c>: writes every entry, and the checkpoint that the departments signed over them, to one file.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command(
            "export", new Wording("将全部条目连同签名的检查点写入一个文件（供 compare 使用）", "write every entry with the signed checkpoint to a file, for compare").In(set.Language));
        var file = new Argument<string>("file") { Description = new Wording("写入的文件，不得已存在", "file to write; must not exist").In(set.Language) };
        var department = new Option<string?>(
            "--department")
        { Description = new Wording("从哪个部门读取条目", "department to read the entries from").In(set.Language), HelpName = "NAME" };
        command.Add(file);
        command.Add(department);
        command.Add(ExportMessagesCommand.Create(set));
        set.SetAction(command, "ledger export chain.entries --profile .local/net/profiles/auditor",
            (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var path = context.Line.GetValue(file)!;
            var asked = context.Line.GetValue(department);
            var verdict = await client.Reader.GetCheckpointAsync(refresh: false, asked, ct);
            var checkpoint = verdict.Checkpoint!;
            var size = checkpoint.Size;
            try
            {
                await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
                new CheckpointReply { Note = SignedNote.Create(checkpoint.ToString(), verdict.Signatures).ToString() }.WriteDelimitedTo(stream);
                await foreach (var entry in client.Reader.ReadEntriesAsync(0, size, asked, ct))
                    entry.WriteDelimitedTo(stream);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new FileFault(path, "无法写入", $"cannot be written: {e.Message}", e);
            }

            var json = new JsonObject { ["file"] = path, ["entries"] = size, ["root"] = Convert.ToHexStringLower(checkpoint.Root.Span) };
            return context.Write(new CommandResult(ExitCode.Ok, json, language => new PropertyTable(language)
                .Row(new("文件", "file"), path)
                .Row(new("条目数", "entries"), size.ToString(CultureInfo.InvariantCulture))
                .Row(new("根", "root"), Convert.ToHexStringLower(checkpoint.Root.Span))));
        }));
        return command;
    }
}
