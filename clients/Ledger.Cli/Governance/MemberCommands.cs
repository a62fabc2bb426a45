using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger governance members|revoke|replace-keys</c>: who belongs to the consortium, and the end of their keys.</summary>
internal static class MemberCommands
{
    public static IEnumerable<Command> Create(CommandSet set) => [Members(set), Revoke(set), ReplaceKeys(set)];

    private static Command Members(CommandSet set)
    {
        var command = new Command("members", new Wording("列出成员、运行节点的部门和已吊销的证书", "list members, who runs a peer, and revoked certificates").In(set.Language));
        set.SetAction(command, "ledger governance members", (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var book = new GovernanceBook(client);
            var peers = await book.PeersAsync(ct);
            var members = new List<Member>();
            await foreach (var key in client.Reader.ListSystemPagesAsync("sys/member/", cancellationToken: ct))
            {
                if (await book.ReadAsync(key, Member.Parser, ct) is { } page)
                    members.Add(page.Message);
            }

            var revoked = new List<(string Certificate, GovernedPage<Revocation> Page)>();
            await foreach (var key in client.Reader.ListSystemPagesAsync("sys/revoked/", cancellationToken: ct))
            {
                if (await book.ReadAsync(key, Revocation.Parser, ct) is { } page)
                    revoked.Add((key["sys/revoked/".Length..], page));
            }

            return context.Write(new CommandResult(ExitCode.Ok, Json(members, peers, revoked), language =>
            {
                var table = new ListTable(
                    language, new("机构", "organisation"), new("部门", "department"), new("统一社会信用代码", "credit code"), new("可为抵押权人", "lender"),
                    new("运行节点", "runs a peer"), new("吊销的证书", "revoked"));
                foreach (var member in members)
                {
                    table.Row(
                        member.Organisation, member.Department, member.CreditCode, YesNo(member.Lender, language),
                        YesNo(peers.Contains(member.Organisation, StringComparer.Ordinal), language),
                        string.Join(
                            " ",
                            revoked.Where(row => row.Page.Message.Organisation == member.Organisation).Select(static row => row.Certificate[..16] + "…")));
                }

                return table;
            }));
        }));
        return command;
    }

    private static Command Revoke(CommandSet set)
    {
        var command = new Command("revoke", new Wording(
            "吊销一个证书：本机构的立即生效，他人的须各部门批准", "revoke a certificate: one's own at once, another's with the approval of the departments").In(set.Language));
        var certificate = Text(set, "--certificate", "FILE", new("证书文件（PEM 或 DER）", "the certificate, PEM or DER"));
        certificate.Required = true;
        var reason = Text(set, "--reason", "CODE", new("理由代码，如 KEY_COMPROMISE", "reason code, e.g. KEY_COMPROMISE"));
        var member = Text(set, "--member", "CODE", new("其根证书签发该证书的成员；缺省为本机构", "credit code of the member whose root issued it; the own when absent"));
        command.Add(certificate);
        command.Add(reason);
        command.Add(member);
        var act = new GovernanceOptions(set.Language);
        act.AddTo(command);
        set.SetAction(
            command,
            "ledger governance revoke --certificate lost.pem --reason KEY_COMPROMISE --profile .local/net/profiles/tax-administrator",
            (context, ct) => new GovernanceRun(context, act.Read(context.Line)).ProposeAsync(
                new RevokeCertificate
                {
                    CreditCode = context.Line.GetValue(member) ?? context.LoadProfile().CreditCode,
                    Certificate = Der(context.Line.GetRequiredValue(certificate)!),
                    Reason = context.Line.GetValue(reason) ?? "",
                },
                ct));
        return command;
    }

    private static Command ReplaceKeys(CommandSet set)
    {
        var command = new Command("replace-keys", new Wording(
            "提出更换一个机构的密钥；未填的不变", "propose new keys of an organisation; what is not named stays").In(set.Language));
        var member = Text(set, "--member", "CODE", new("成员的统一社会信用代码；缺省为本机构", "credit code of the member; the own when absent"));
        var log = Text(set, "--log-key", "KEY", new("日志签名公钥（verifier key，类型 0x01）", "verifier key of the log, type 0x01"));
        var cosigner = Text(set, "--cosigner-key", "KEY", new("联署公钥（verifier key，类型 0x04）", "verifier key of the cosigner, type 0x04"));
        var signer = Text(set, "--signer-certificate", "FILE", new("新的签封证书（PEM 或 DER）", "certificate whose key signs envelopes from then on, PEM or DER"));
        var retire = new Option<string[]>("--retire")
        {
            Description = new Wording("不再签封的密钥标识，32 位十六进制", "ids of keys that sign no longer, 32 hexadecimal digits").In(set.Language),
            HelpName = "KEY_ID",
        };
        foreach (var option in (Option[])[member, log, cosigner, signer, retire])
            command.Add(option);
        var act = new GovernanceOptions(set.Language);
        act.AddTo(command);
        set.SetAction(
            command,
            "ledger governance replace-keys --signer-certificate signer.pem --profile .local/net/profiles/tax-administrator",
            (context, ct) =>
            {
                var e = new ReplaceKeys
                {
                    CreditCode = context.Line.GetValue(member) ?? context.LoadProfile().CreditCode,
                    LogKey = context.Line.GetValue(log) ?? "",
                    CosignerKey = context.Line.GetValue(cosigner) ?? "",
                    SignerCertificate = context.Line.GetValue(signer) is { } file ? Der(file) : ByteString.Empty,
                };
                e.RetiredKeyIds.AddRange(
                    (context.Line.GetValue(retire) ?? []).Select(KeyId).OrderBy(static id => Convert.ToHexString(id.Span), StringComparer.Ordinal));
                return new GovernanceRun(context, act.Read(context.Line)).ProposeAsync(e, ct);
            });
        return command;
    }

    private static Option<string?> Text(CommandSet set, string name, string help, Wording description) =>
        new(name) { Description = description.In(set.Language), HelpName = help };

    private static ByteString Der(string path)
    {
        using var certificate = CertificateOptions.Read(path);
        return ByteString.CopyFrom(certificate.RawData);
    }

    private static ByteString KeyId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigit)
        ? ByteString.CopyFrom(Convert.FromHexString(text))
        : throw Faults.Input("--retire", new($"“{text}”不是密钥标识", $"'{text}' is no key id"), "32 hexadecimal digits");

    private static string YesNo(bool yes, Language language) => (yes ? new Wording("是", "yes") : new Wording("否", "no")).In(language);

    private static JsonObject Json(
        List<Member> members, IReadOnlyList<string> peers, List<(string Certificate, GovernedPage<Revocation> Page)> revoked) => new()
        {
            ["members"] = new JsonArray([.. members.Select(member => new JsonObject
        {
            ["organisation"] = member.Organisation,
            ["department"] = member.Department,
            ["credit_code"] = member.CreditCode,
            ["lender"] = member.Lender,
            ["runs_peer"] = peers.Contains(member.Organisation, StringComparer.Ordinal),
        })]),
            ["revoked"] = new JsonArray([.. revoked.Select(static row => new JsonObject
        {
            ["certificate"] = row.Certificate,
            ["organisation"] = row.Page.Message.Organisation,
            ["reason"] = row.Page.Message.Reason,
            ["since"] = Instants.Of(row.Page.TimeMs),
        })]),
        };
}
