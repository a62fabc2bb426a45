using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary><c>ledger profile show</c>: who this user is and whom the program calls; no keys.</summary>
internal static class ProfileCommands
{
    public static Command Create(CommandSet set)
    {
        var profile = new Command("profile", new Wording("用户配置", "the user's profile").In(set.Language));
        var show = new Command("show", new Wording("查看配置", "show the profile").In(set.Language));
        profile.Add(show);
        set.SetAction(show, "ledger profile show --profile .local/net/profiles/registration-clerk", (context, _) =>
        {
            var read = context.LoadProfile();
            using var certificate = OperatorCertificates.ReadPresent(read);
            var ends = new DateTimeOffset(certificate.NotAfter);
            var policy = PolicyUsed.Read(read.PathOf(read.Policy));
            var json = new JsonObject
            {
                ["name"] = read.Name,
                ["origin"] = read.Origin,
                ["organisation"] = read.Organisation,
                ["department"] = read.Department,
                ["credit_code"] = read.CreditCode,
                ["folder"] = read.Folder,
                ["signs_as_bank"] = read.Signer is not null,
                ["certificate"] = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)),
                ["certificate_name"] = OperatorCertificates.NameOf(certificate.SubjectName),
                ["certificate_ends"] = Instants.Of((ulong)ends.ToUnixTimeMilliseconds()),
                ["certificate_warning"] = CertificateTerm.StageOf(ends, context.Clock.GetUtcNow()),
                ["policy_sha256"] = policy.Sha256,
                ["genesis"] = read.Genesis,
                ["services"] = new JsonObject(read.Services.OrderBy(s => s.Key, StringComparer.Ordinal)
                    .Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value.Address.ToString()))),
            };
            return Task.FromResult(context.Write(new CommandResult(ExitCode.Ok, json, language =>
            {
                var table = new PropertyTable(language)
                    .Row(new("用户", "user"), read.Name)
                    .Row(new("账本", "ledger"), read.Origin)
                    .Row(new("机构", "organisation"), $"{read.Organisation} ({read.Department})")
                    .Row(new("文件夹", "folder"), read.Folder)
                    .Row(new("证书", "certificate"), Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)))
                    .Row(new("证书姓名", "its name"), OperatorCertificates.NameOf(certificate.SubjectName))
                    .Row(new("证书有效至", "valid until"), (CertificateTerm.Of(ends, context.Clock.GetUtcNow())
                        ?? new Wording(Instants.Of((ulong)ends.ToUnixTimeMilliseconds()), Instants.Of((ulong)ends.ToUnixTimeMilliseconds()))).In(language))
                    .Row(new("策略指纹", "policy's SHA-256"), policy.Sha256);
                foreach (var (department, service) in read.Services.OrderBy(s => s.Key, StringComparer.Ordinal))
                    table.Row(new("服务", "service"), $"{department}  {service.Address}");

                return table;
            })));
        });
        return profile;
    }
}
