using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger operator request|issue|install|enrol|list</c>: a new clerk, from a key made on the clerk's machine to a certificate in use and
/// duties on the ledger; and the next certificate before the present one ends.
/// </summary>
internal static class OperatorCommands
{
    private const int UsualDays = 730;
    private const int MostDays = 3_650;

    public static Command Create(CommandSet set)
    {
        var command = new Command("operator", new Wording(
            "经办人：申请、签发、安装证书，登记职责，查看姓名与到期",
            "operators: ask for a certificate, issue, install, enrol duties, see names and expiry").In(set.Language));
        command.Add(Request(set));
        command.Add(Issue(set));
        command.Add(Install(set));
        command.Add(OperatorEnrolment.Create(set));
        command.Add(OperatorList.Create(set));
        return command;
    }

    private static Command Request(CommandSet set)
    {
        var command = new Command("request", new Wording(
            "在经办人本机生成密钥和证书申请：新配置，或以 --renew 为现有配置换证",
            "make key and certificate request on the operator's own machine: a new profile, or with --renew the next certificate of this one").In(set.Language));
        var name = Text(set, "--name", "NAME", new("姓名，写入证书，不上账本", "the operator's name, for the certificate; never on the ledger"));
        var output = Text(set, "--out", "DIR", new("新配置的文件夹，不得已存在", "folder of the new profile; must not exist"));
        var renew = new Option<bool>("--renew") { Description = new Wording("为 --profile 的配置换证", "the next certificate of the profile").In(set.Language) };
        command.Add(name);
        command.Add(output);
        command.Add(renew);
        set.SetAction(command, "ledger operator request --name \"Wang Fang\" --out clerk-2 --profile .local/net/profiles/registration-administrator", (context, _) =>
        {
            var present = context.LoadProfile();
            var folder = context.Line.GetValue(output);
            if (context.Line.GetValue(renew) == folder is not null)
                throw Faults.Input("--out", new("--out DIR 与 --renew 须且只能给出一个", "give either --out DIR or --renew"), "--out DIR or --renew");
            if (folder is null)
            {
                OperatorCertificates.Renew(present, context.Line.GetValue(name));
            }
            else
            {
                present = OperatorCertificates.Begin(present, folder, context.Line.GetValue(name) is { Length: > 0 } given
                    ? given
                    : throw Faults.Input("--name", new("须写明姓名", "the operator's name is needed"), "--name NAME"));
            }

            var request = present.PathOf(OperatorCertificates.RequestFile);
            var key = KeyOf(CertificateRequest.LoadSigningRequestPem(File.ReadAllText(request), HashAlgorithmName.SHA256).PublicKey);
            var json = new JsonObject { ["request"] = request, ["key"] = key, ["profile"] = present.Folder };
            var code = context.Write(new CommandResult(ExitCode.Ok, json, language => new PropertyTable(language)
                .Row(new("申请", "request"), request)
                .Row(new("公钥 SHA-256", "key, SHA-256"), key)
                .Row(new("配置", "profile"), present.Folder)));
            context.Note(new(
                $"下一步：由本机构签发（自有 CA，或管理员 ledger operator issue --request {request} …），再运行 ledger operator install --certificate FILE --profile {present.Folder}",
                $"next: have it issued (by the organisation's CA, or by its administrator: `ledger operator issue --request {request} …`), then `ledger operator install --certificate FILE --profile {present.Folder}`"));
            return Task.FromResult(code);
        });
        return command;
    }

    private static Command Issue(CommandSet set)
    {
        var command = new Command("issue", new Wording(
            "以本机构根证书签发申请（本地网络或自行保管根密钥的机构；否则由机构的 CA 签发）",
            "issue what a request asks for with the organisation's root; for the local network, or where the administrator keeps the root's key").In(set.Language));
        var request = Required(set, "--request", "FILE", new("申请（PEM）", "the request, PEM"));
        var root = Required(set, "--root", "FILE", new("根证书（PEM）", "the root's certificate, PEM"));
        var key = Required(set, "--root-key", "FILE", new("根证书的密钥（PEM）", "the root's key, PEM"));
        var output = Required(set, "--out", "FILE", new("写入的证书，不得已存在", "certificate to write; must not exist"));
        var days = new Option<int>("--days")
        {
            Description = new Wording("有效天数", "days of validity").In(set.Language),
            HelpName = "N",
            DefaultValueFactory = static _ => UsualDays,
        };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostDays)
                result.AddError(new Wording($"--days：应为 1 至 {MostDays}", $"--days: 1 to {MostDays}").In(set.Language));
        });
        var role = new Option<string>("--role")
        {
            Description = new Wording(
                "签发的角色；申请要求其他角色时不签发", "role that is issued; a request that asks for another one is refused").In(set.Language),
            HelpName = "ROLE",
            DefaultValueFactory = static _ => OperatorCertificates.Operator,
        };
        role.AcceptOnlyFromAmong(OperatorCertificates.Operator, OperatorCertificates.Administrator);
        foreach (var option in (Option[])[request, root, key, output, days, role])
            command.Add(option);
        set.SetAction(
            command,
            "ledger operator issue --request clerk-2/request.csr --root .local/net/authorities/registration/root.pem --root-key .local/net/authorities/registration/root.key --out clerk-2.pem",
            (context, _) =>
            {
                var line = context.Line;
                var path = Path.GetFullPath(line.GetRequiredValue(output));
                Files.RequireNew(path);
                var text = Files.ReadText(line.GetRequiredValue(request), TextEncoding.Default, OperatorCertificates.MaxBytes);
                var now = context.Clock.GetUtcNow();
                using var authority = ReadRoot(line.GetRequiredValue(root), line.GetRequiredValue(key));
                using var issued = OperatorCertificates.Issue(text, authority, line.GetRequiredValue(role), now.AddDays(line.GetValue(days)), now);
                Files.WriteNew(path, Encoding.UTF8.GetBytes(issued.ExportCertificatePem() + "\n"));
                var code = context.Write(Shown(issued, path, now));
                context.Note(new(
                    $"下一步：经办人运行 ledger operator install --certificate {path}；管理员运行 ledger operator enrol --certificate {path} --duty …",
                    $"next: the operator runs `ledger operator install --certificate {path}`, the administrator `ledger operator enrol --certificate {path} --duty …`"));
                return Task.FromResult(code);
            });
        return command;
    }

    private static Command Install(CommandSet set)
    {
        var command = new Command("install", new Wording(
            "将签发的证书装入配置；此前的证书留在文件夹中", "take an issued certificate into use in the profile; the one before stays in the folder").In(set.Language));
        var certificate = CertificateOptions.Certificate(set.Language);
        command.Add(certificate);
        set.SetAction(command, "ledger operator install --certificate clerk-2.pem --profile clerk-2", (context, _) =>
        {
            using var issued = CertificateOptions.Read(context.Line.GetRequiredValue(certificate));
            var now = context.Clock.GetUtcNow();
            var profile = OperatorCertificates.Install(context.LoadProfile(), issued, now);
            return Task.FromResult(context.Write(Shown(issued, profile.PathOf(profile.Certificate), now)));
        });
        return command;
    }

    private static CommandResult Shown(X509Certificate2 certificate, string path, DateTimeOffset now)
    {
        var print = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));
        var ends = new DateTimeOffset(certificate.NotAfter);
        var until = Instants.Of((ulong)ends.ToUnixTimeMilliseconds());
        var json = new JsonObject
        {
            ["name"] = OperatorCertificates.NameOf(certificate.SubjectName),
            ["role"] = OperatorCertificates.RoleOf(certificate.SubjectName),
            ["fingerprint"] = print,
            ["key"] = KeyOf(certificate.PublicKey),
            ["not_after"] = until,
            ["days_left"] = CertificateTerm.DaysLeft(ends, now),
            ["file"] = path,
        };
        return new CommandResult(ExitCode.Ok, json, language => new PropertyTable(language)
            .Row(new("姓名", "name"), OperatorCertificates.NameOf(certificate.SubjectName))
            .Row(new("角色", "role"), OperatorCertificates.RoleOf(certificate.SubjectName))
            .Row(new("指纹", "fingerprint"), print)
            .Row(new("公钥 SHA-256", "key, SHA-256"), KeyOf(certificate.PublicKey))
            .Row(new("有效至", "valid until"), until)
            .Row(new("文件", "file"), path));
    }

    // What the clerk reads to whoever issues: a request that was replaced on its way has another key.
    private static string KeyOf(PublicKey key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static X509Certificate2 ReadRoot(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(
                Files.ReadText(certificate, TextEncoding.Default, OperatorCertificates.MaxBytes),
                Files.ReadText(key, TextEncoding.Default, OperatorCertificates.MaxBytes));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new FileFault(certificate, $"与 {key} 不是一份证书及其密钥", $"and {key} are no certificate with its key: {e.Message}", e);
        }
    }

    private static Option<string?> Text(CommandSet set, string name, string help, Wording description) =>
        new(name) { Description = description.In(set.Language), HelpName = help };

    private static Option<string> Required(CommandSet set, string name, string help, Wording description) =>
        new(name) { Description = description.In(set.Language), HelpName = help, Required = true };
}
