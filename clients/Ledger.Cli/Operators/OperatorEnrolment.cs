using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger operator enrol</c>: the duties of a certificate's holder onto the ledger, by fingerprint alone, and the certificate into the
/// department's own store, so that it knows whose fingerprint that is.
/// </summary>
internal static class OperatorEnrolment
{
    private static readonly string[] Duties =
        [.. Enum.GetValues<StaffDuty>().Where(static duty => duty != StaffDuty.Unspecified).Select(static duty => duty.ToString().ToLowerInvariant())];

    public static Command Create(CommandSet set)
    {
        var command = new Command("enrol", new Wording(
            "登记经办人的职责（管理员）：账本上只有证书指纹，姓名只留在本部门",
            "enrol an operator's duties (administrator): by fingerprint on the ledger, the name in the department alone").In(set.Language));
        var certificate = CertificateOptions.Certificate(set.Language);
        var duty = new Option<string[]>("--duty")
        {
            Description = new Wording($"职责，可多个：{string.Join("、", Duties)}", $"duties, several may be given: {string.Join(", ", Duties)}").In(set.Language),
            HelpName = "DUTY",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        duty.AcceptOnlyFromAmong(Duties);
        var town = Text("--town", "CODE", new("镇街代码，9 位；缺省为无", "town, 9 digits; none of its own when absent"));
        var from = Text("--first-day", "DAY", new("第一日；缺省为今天", "first day; today when absent"));
        var to = Text("--last-day", "DAY", new("最后一日；缺省为证书的最后一日", "last day; the certificate's when absent"));
        foreach (var option in (Option[])[certificate, duty, town, from, to])
            command.Add(option);
        var act = new GovernanceOptions(set.Language);
        act.AddTo(command);
        set.SetAction(
            command,
            "ledger operator enrol --certificate clerk-2.pem --duty accept record --town 441900004 --profile .local/net/profiles/registration-administrator",
            async (context, ct) =>
            {
                var line = context.Line;
                using var issued = CertificateOptions.Read(line.GetRequiredValue(certificate));
                OperatorCertificates.RequireIssued(context.LoadProfile(), issued);
                var request = Request(
                    issued, line.GetRequiredValue(duty), line.GetValue(town), line.GetValue(from), line.GetValue(to), context.Clock.GetUtcNow());
                var choice = act.Read(line);
                var code = await new ActRun(ActForms.Of(EnrolStaffRequest.Descriptor), context).RunAsync(request, choice.DryRun, choice.Yes, choice.Anew, ct);
                if (code is not (ExitCode.Ok or ExitCode.Ordered) || choice.DryRun)
                    return code;
                var kept = await context.WithClientAsync((client, _) => client.Administration.KeepOperatorAsync(issued.RawData, ct));
                context.Note(new(
                    $"本部门今后以“{kept.Name}”显示该经办人；本部门以外只见指纹。",
                    $"the department shows this operator as '{kept.Name}' from now on; outside of it there is the fingerprint alone."));
                return code;
            });
        return command;

        Option<string?> Text(string name, string help, Wording description) => new(name) { Description = description.In(set.Language), HelpName = help };
    }

    /// <summary>The enrolment of a certificate's holder.</summary>
    internal static EnrolStaffRequest Request(
        X509Certificate2 certificate, IReadOnlyList<string> duties, string? town, string? from, string? to, DateTimeOffset now)
    {
        var asked = duties.Select(static name => Enum.Parse<StaffDuty>(name, ignoreCase: true)).Distinct().Order().ToList();
        return new EnrolStaffRequest
        {
            Fingerprint = ByteString.CopyFrom(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            Town = town ?? "",
            Duties = { asked },
            FirstDay = from ?? DayOf(now),
            LastDay = to ?? DayOf(new DateTimeOffset(certificate.NotAfter)),
            // Its signature is verified by the key on the ledger, for the certificate names a person and stays in the department.
            PublicKey = asked.Any(static duty => duty is StaffDuty.Review or StaffDuty.Approve)
                ? ByteString.CopyFrom(certificate.PublicKey.ExportSubjectPublicKeyInfo())
                : ByteString.Empty,
        };
    }

    private static string DayOf(DateTimeOffset time) => Day.At((ulong)time.ToUnixTimeMilliseconds()).ToString();
}
