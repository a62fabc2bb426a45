using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>VerificationService: certificates for who may know; every question and answer is kept before it is given.</summary>
internal sealed class VerificationCalls(
    Peer peer,
    IRecordStore store,
    UnitKeyring keyring,
    RequestAuthenticator requests,
    RecordQueries queries,
    MemberQuotas quotas,
    Authorisations authorisations,
    DepartmentLimits limits,
    TimeProvider time)
    : VerificationService.VerificationServiceBase
{
    private const string Rule = "C-68";

    public override Task<CheckReply> CheckTitle(CheckRequest request, ServerCallContext context) => CheckAsync(request, context, title: true);

    public override Task<CheckReply> CheckLien(CheckRequest request, ServerCallContext context) => CheckAsync(request, context, title: false);

    public override Task<ListChecksReply> ListChecks(ListChecksRequest request, ServerCallContext context)
    {
        var size = queries.PageSize(request.PageSize);
        var checks = store.ListChecks(RecordQueries.PageToken(request.PageToken), request.UnitCode, size);
        var reply = new ListChecksReply { NextPageToken = checks.Count == size ? RecordIds.Of(checks[^1].Number) : "" };
        reply.Checks.AddRange(checks.Select(View));
        return Task.FromResult(reply);
    }

    private async Task<CheckReply> CheckAsync(CheckRequest request, ServerCallContext context, bool title)
    {
        var signed = requests.Authenticate(request.Context, context);
        requests.CheckFresh(signed);
        using var attempt = quotas.Begin(signed.Caller);
        using var hold = quotas.TakeCheck(signed.Caller, signed.Bytes.Length);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var today = Day.At((ulong)now);
        var (unit, owner, ownerCreditCode) = ReadInput(request, today);
        var writer = CertificateWriter.AtQuorum(peer, time);
        var isDepartment = signed.Caller.Kind is CallerKind.OwnOperator or CallerKind.DepartmentOperator;
        var refusal = request.ExpiresMs < (ulong)now
            ? ("查询已过期", $"the check expired at {request.ExpiresMs}; it is {now}")
            : new CheckBasis(keyring, writer, signed.Caller.Member, isDepartment, today, limits.AuthorisationDays)
                .Refusal(request, unit, title, owner, ownerCreditCode);
        refusal ??= await StretchedAsync(request, signed, unit, context.CancellationToken);
        var certificate = refusal is null ? (title ? writer.Title(unit) : writer.Lien(unit)) : [];
        if (certificate.Length > CertificateWriter.MaximumBytes)
        {
            throw Statuses.Refuse(StatusCode.FailedPrecondition,
                $"The certificate would have {certificate.Length} bytes; at most {CertificateWriter.MaximumBytes} are allowed. | 证明过大。");
        }

        if (refusal is null)
        {
            hold.GrowTo(certificate.Length + signed.Bytes.Length);
        }
        else
        {
            attempt.Refuse();
        }

        store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
        var number = await KeepAsync(request, signed, unit, title, now, refusal is null ? "" : Rule, certificate, context.CancellationToken);
        if (refusal is { } reason)
            throw Refuse(reason.Item1, reason.Item2);

        hold.Use();
        return new() { Certificate = UnsafeByteOperations.UnsafeWrap(certificate), CheckId = RecordIds.Of(number) };
    }

    /// <summary>An authorisation is for the unit and purpose that it was first used for.</summary>
    private async Task<(string Zh, string En)?> StretchedAsync(CheckRequest request, SignedRequest signed, UnitCode unit, CancellationToken ct)
    {
        try
        {
            return request.BasisCase != CheckRequest.BasisOneofCase.Authorisation
                || await authorisations.TryBindAsync(signed.Caller, request.Authorisation, unit.ToString(), request.Purpose, ct)
                    ? null
                    : ("该授权书已用于其他单元、目的或文件；一份授权只用于一个单元和一个目的",
                        "this authorisation was used for another unit or purpose, or as another paper; one is for one unit and one purpose");
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, TimeSpan.FromSeconds(1));
        }
    }

    private async Task<long> KeepAsync(
        CheckRequest request, SignedRequest signed, UnitCode unit, bool title, long now, string refused, byte[] certificate, CancellationToken ct)
    {
        try
        {
            return await store.AddCheckAsync(
                new CheckRow
                {
                    TimeMs = (ulong)now,
                    Kind = title ? "title" : "lien",
                    Organisation = signed.Caller.Member.Organisation,
                    Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
                    Method = signed.Method,
                    Request = ByteString.CopyFrom(signed.Bytes),
                    RequestHash = ByteString.CopyFrom(signed.TextHash),
                    Signature = ByteString.CopyFrom(signed.Signature),
                    UnitCode = unit.ToString(),
                    Purpose = (uint)request.Purpose,
                    Basis = Basis(request),
                    Refused = refused,
                    Answer = ByteString.CopyFrom(certificate),
                },
                ct);
        }
        catch (RecordStoreUnavailableException e)
        {
            throw Statuses.Retry(StatusCode.Unavailable, e.Message, TimeSpan.FromSeconds(1));
        }
    }

    private static (UnitCode Unit, PersonId? Owner, string CreditCode) ReadInput(CheckRequest request, Day today)
    {
        var faults = new InputFaults();
        var input = new InputReader(faults, today);
        var unit = input.UnitCode(request.UnitCode, "unit_code");
        input.Known(request.Purpose, "purpose");
        if (request.ExpiresMs == 0)
            faults.Missing("expires_ms");

        PersonId? owner = null;
        var creditCode = "";
        if (request.BasisCase == CheckRequest.BasisOneofCase.Authorisation)
        {
            var authorisation = request.Authorisation;
            if (authorisation.Number.Length is < 4 or > 32 || !authorisation.Number.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'))
                input.Fault("authorisation.number", "授权书编号无效", "the number is not valid", "[A-Z0-9-]{4,32}");

            input.Hash(authorisation.DocumentSha256, "authorisation.document_sha256");
            input.AnyDay(authorisation.ValidTo, "authorisation.valid_to");
            (owner, creditCode) = ReadOwner(input, authorisation.Owner, today);
        }
        else if (request.BasisCase == CheckRequest.BasisOneofCase.Mortgagee)
        {
            input.Text<CreditCode>(request.Mortgagee.Mortgagee, "mortgagee.mortgagee");
            input.Text<MortgageContractNumber>(request.Mortgagee.ContractNumber, "mortgagee.contract_number");
        }
        else if (request.BasisCase == CheckRequest.BasisOneofCase.OfficialFile && request.OfficialFile.Length is 0 or > 64)
        {
            input.Fault("official_file", "公文编号无效", "the file number is empty or too long", "1 to 64 characters");
        }

        input.Words(request.OfficialFile, "official_file");

        faults.ThrowIfAny();
        return (unit!, owner, creditCode);
    }

    private static (PersonId? Person, string CreditCode) ReadOwner(InputReader input, PartyInput? owner, Day today)
    {
        var stated = input.Required(owner, "authorisation.owner");
        input.Name(stated.Name, "authorisation.owner.name", required: false);
        if (StatedIdentity.TryRead(stated.DocumentType, stated.DocumentNumber, today, ofOldBook: false, out var identity, out var error))
            return (identity.Person, identity.Person is null ? identity.Number : "");

        input.Fault("authorisation.owner.document_number", error);
        return (null, "");
    }

    private static string Basis(CheckRequest request) => request.BasisCase switch
    {
        CheckRequest.BasisOneofCase.Authorisation => "authorisation " + request.Authorisation.Number,
        CheckRequest.BasisOneofCase.Mortgagee => $"mortgage {request.Mortgagee.Mortgagee}/{request.Mortgagee.ContractNumber}",
        CheckRequest.BasisOneofCase.OfficialFile => "file " + request.OfficialFile,
        _ => "",
    };

    private static RpcException Refuse(string zh, string en) => Statuses.Refuse(
        StatusCode.PermissionDenied,
        $"{Rule}: {en} | {Rule}：{zh}",
        new RuleFailure
        {
            Rule = Rule,
            Severity = "REJECT",
            NameZh = "查询授权与目的一致",
            NameEn = "Query purpose bound",
            MessageZh = zh,
            MessageEn = en,
            AdviceZh = "请取得权利人的有效授权，或以本行现存的抵押权查询，并说明相符的目的。",
            AdviceEn = "Obtain a valid authorisation of an owner, or ask as the mortgagee of a live mortgage, and state the purpose it serves.",
        });

    private static CheckView View(StoredCheck check) => new()
    {
        CheckId = check.Number.ToString(CultureInfo.InvariantCulture),
        TimeMs = check.Row.TimeMs,
        Kind = check.Row.Kind,
        UnitCode = check.Row.UnitCode,
        Purpose = (CheckPurpose)check.Row.Purpose,
        Basis = check.Row.Basis,
        Operator = check.Row.Operator,
        Organisation = check.Row.Organisation,
        Refused = check.Row.Refused,
        AnswerSha256 = check.Row.Answer.IsEmpty ? ByteString.Empty : ByteString.CopyFrom(SHA256.HashData(check.Row.Answer.Span)),
    };
}
