using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>A folder of messages, daily logs and answers.</summary>
internal static class ExchangeFolder
{
    private static readonly Wording None = new("", "");

    /// <summary>Its files in the order of their names, sub-folders included.</summary>
    /// <exception cref="ImportException">There is no such folder, or it is empty.</exception>
    public static IReadOnlyList<string> Files(string folder)
    {
        List<string> files;
        try
        {
            files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(new($"目录{folder}无法读取：{e.Message}", $"{folder} cannot be read: {e.Message}"), e);
        }

        return files.Exists(static file => file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) ? files : throw new ImportException(new(
            $"目录{folder}不存在或没有报文（*.xml）；请核对路径", $"{folder} does not exist or holds no message (*.xml); check the path"));
    }

    /// <summary>Reads one file, whatever it is.</summary>
    public static StagedFile Stage(string folder, string path)
    {
        var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        if (!name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            return new("!" + name, name, StagedKind.Aside, 0, 0, "", 0, name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
                ? new("正在写入（.tmp），改名后再读", "still being written (.tmp): read once it is renamed")
                : new("不是报文文件（*.xml）", "no message by its name (*.xml)"), Content: null);
        }

        ExchangeFile? file = null;
        try
        {
            file = ExchangeFile.Read(path);
            var root = SafeXml.Read(file);
            var digest = Convert.ToHexStringLower(file.Digest);
            switch (root.Name.LocalName)
            {
                case "AccessLog" or "AccessLogs":
                    var log = AccessLog.Read(file, root);
                    return new(digest, name, StagedKind.Log, log.Registered.Count + log.Accessed.Count, 0, "", 0, None, file.Bytes.ToArray());
                case "respond" or "RespondLog":
                    PlatformAnswer.Read(file, root);
                    return new(digest, name, StagedKind.Answer, 0, 0, "", 0, None, file.Bytes.ToArray());
                default:
                    var message = MessageReader.Read(file, root);
                    var unit = Canonicalize.FoldUpper(message.Head.EstateNum ?? "");
                    return new(digest, name, StagedKind.Message, message.Rows.Count, message.Aside.Count, unit, 0, None, file.Bytes.ToArray());
            }
        }
        catch (ExchangeException e)
        {
            var digest = file is null ? "!" + name : Convert.ToHexStringLower(file.Digest);
            return new(digest, name, StagedKind.Unreadable, 0, 0, "", e.Fault.Line, e.Fault.Text, file?.Bytes.ToArray());
        }
    }

    /// <summary>A message that was staged.</summary>
    public static ExchangeMessage Message(StagedFile staged) => MessageReader.Read(new ExchangeFile(staged.Name, staged.Content));
}
