using System.CommandLine;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary><c>ledger verify FILE</c>: a certificate, offline, with a policy file and nothing else.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("verify", new Wording("离线核验证据文件", "verify an evidence file offline").In(set.Language));
        var file = new Argument<string>("FILE") { Description = new Wording("证据文件", "evidence file").In(set.Language) };
        var policy = new Option<string?>("--policy")
        {
            Description = new Wording("策略文件；缺省用配置中的", "policy file; the profile's when absent")
            .In(set.Language),
            HelpName = "FILE"
        };
        var maxAge = new Option<uint>("--max-age")
        {
            Description = new Wording("证据至多多少小时", "how old evidence may be, hours").In(set.Language),
            HelpName = "HOURS",
            DefaultValueFactory = static _ => 24
        };
        command.Add(file);
        command.Add(policy);
        command.Add(maxAge);
        set.SetAction(command, "ledger verify lien-441900004001GB00012F00010101.json --policy policy.txt", (context, _) =>
        {
            var policyFile = context.Line.GetValue(policy) ?? (context.FindProfile() is { } profile
                ? profile.PathOf(profile.Policy)
                : throw new FileFault("--policy", "未指定策略；请用 --policy FILE，或以 --profile DIR 用配置中的",
                    "no policy is given; use --policy FILE, or --profile DIR for the one of a profile"));
            var path = context.Line.GetRequiredValue(file);
            var evidence = Files.ReadBytes(path, CertificateFile.MaxBytes + 1);
            if (FileKind.Of(evidence) is { } kind && kind != FileKind.Evidence)
                throw new FileFault(path, $"是{kind.Chinese}，不是证据文件", $"is {kind.English}, no evidence of a check");

            var used = PolicyUsed.Read(policyFile);
            var verifier = new CertificateVerifier(used.Policy, context.Clock, TimeSpan.FromHours(context.Line.GetValue(maxAge)));
            return Task.FromResult(context.Write(ReportView.Of(verifier.Verify(evidence), policy: used)));
        });
        return command;
    }
}
