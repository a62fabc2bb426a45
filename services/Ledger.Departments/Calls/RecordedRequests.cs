using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>
/// Requests of what stands on the ledger, in clear text, for whoever writes the registry's messages: own staff with the duty to record.
/// Every call is kept before it is answered.
/// </summary>
internal sealed class RecordedRequests(
    Department department, Peer peer, PeerPages pages, IRecordStore store, RecordQueries queries, RecordAnswers answers, TimeProvider time)
{
    private const string Write = "/ledger.v1.RegistrationService/Write";

    /// <summary>Bytes of requests and receipts after which a page ends.</summary>
    private const int PageBytes = 2 << 20;

    /// <summary>Records looked through for one page at most.</summary>
    private const int MaximumScanned = 10_000;

    /// <summary>How far the receiving clock may have gone back, and how much later than its recording a request came: generous, it only skips.</summary>
    private const ulong Margin = 24 * 60 * 60 * 1000;

    private static readonly string[] OfStaff = ["operator", "recorder", "reviewer"];

    /// <summary>A page of them.</summary>
    public async Task<ListRecordedRequestsReply> ListAsync(ListRecordedRequestsRequest request, ServerCallContext call)
    {
        Require(AccessInterceptor.CallerOf(call));
        var size = queries.PageSize(request.PageSize);
        var (from, to) = Days(request);
        var after = request.PageToken.Length == 0 ? Begin(from) : RecordQueries.PageToken(request.PageToken);
        await KeepUseAsync(request, call);

        var reply = new ListRecordedRequestsReply();
        for (var (scanned, bytes) = (0, 0); reply.Requests.Count < size && scanned < MaximumScanned && bytes < PageBytes;)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            var batch = store.List(after, request.Subject, 100);
            if (batch.Count == 0)
                return reply;

            foreach (var record in batch)
            {
                (after, scanned) = (record.Number, scanned + 1);
                if (record.Row.Method != Write || Read(record, from, to) is not { } found)
                    continue;
                bytes += found.CalculateSize();
                reply.Requests.Add(found);
                if (reply.Requests.Count == size || bytes >= PageBytes)
                    break;
            }
        }

        reply.NextPageToken = RecordIds.Of(after);
        return reply;
    }

    /// <summary>Nobody reads identity numbers for being a clerk: the ledger says whose duty it is.</summary>
    private void Require(Caller caller)
    {
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds()).Number;
        var page = pages.ReadPage(PageKeys.Staff(department.CreditCode, caller.Fingerprint));
        var staff = page is null ? null : StaffPage.Parser.ParseFrom(page.Body);
        if (staff is not null && staff.From <= today && today < staff.Until && staff.Duties.Contains(StaffDuty.Record))
            return;

        var print = Convert.ToHexStringLower(caller.Fingerprint);
        throw new AccessRefusal(
            StatusCode.PermissionDenied,
            print,
            $"证书 {print[..16]} 今日没有登簿职责，不得读取登记原始内容；请由管理员用 ledger staff enrol 登记其职责（record）。",
            $"The certificate {print[..16]} has no duty RECORD today, so it may not read what was asked for in clear text; "
                + "an administrator enrols it with ledger staff enrol (duty record).").ToException();
    }

    private RecordedRequest? Read(StoredRecord record, uint from, uint to)
    {
        var outcome = answers.Outcome(record);
        if (outcome.State is not (RecordState.Recorded or RecordState.Ordered) || outcome.LeafHash.IsEmpty)
            return null;

        var leaf = outcome.LeafHash.ToByteArray();
        if (store.ReadEnvelopes(record.Number).FirstOrDefault(e => e.LeafHash.AsSpan().SequenceEqual(leaf)) is not { } envelope
            || !EntryCodec.TryParsePayload(Envelope.Parser.ParseFrom(envelope.Bytes), out var payload, out _))
        {
            return null;
        }

        var events = payload.Events.Select(static e => EventTypes.Registry.Find(e.Type)?.Parser.ParseFrom(e.Body)).OfType<IMessage>().ToList();
        if (!events.Exists(e => DayOf(e, payload.TimeMs) is var day && from <= day && day <= to))
            return null;

        // What is ordered and has no quorum yet comes with a later call.
        if (peer.GetReceipt(leaf) is not { } receipt || store.ReadContent(record.Number) is not { } content)
            return null;

        var found = new RecordedRequest { RecordId = RecordIds.Of(record.Number), Request = content.Request, Receipt = LedgerCalls.Message(receipt) };
        found.Staff.AddRange(events.SelectMany(Fingerprints).Distinct().Select(Name).OfType<StaffName>());
        return found;
    }

    private static uint DayOf(IMessage e, ulong envelopeMs)
        => e.Descriptor.FindFieldByName("recording")?.Accessor.GetValue(e) is Recording { RecordingDate: > 0 } recording
            ? recording.RecordingDate
            : Day.At(envelopeMs).Number;

    private static IEnumerable<ByteString> Fingerprints(IMessage e) => new[] { e }
        .Concat(new[] { "act", "recording" }.Select(name => e.Descriptor.FindFieldByName(name)?.Accessor.GetValue(e)).OfType<IMessage>())
        .SelectMany(static part => OfStaff.Select(name => part.Descriptor.FindFieldByName(name)?.Accessor.GetValue(part)).OfType<ByteString>())
        .Where(static print => !print.IsEmpty);

    private StaffName? Name(ByteString fingerprint)
    {
        if (store.FindOperator(fingerprint.ToByteArray()) is not { } der)
            return null;

        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return new() { Fingerprint = fingerprint, Name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) };
    }

    /// <summary>The number behind which what was recorded since a day begins: numbers and times of receipt go up together.</summary>
    private long Begin(uint from)
    {
        if (from == 0)
            return 0;

        var since = (ulong)Day.FromNumber(from).StartMilliseconds - Margin;
        var (low, high) = (0L, store.ListNewest(1) is [var newest] ? newest : 0);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (store.List(middle, "", 1) is [var next] && next.Row.ReceivedMs < since)
            {
                low = next.Number;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static (uint From, uint To) Days(ListRecordedRequestsRequest request)
    {
        var faults = new InputFaults();
        foreach (var (field, day) in new[] { ("from_day", request.FromDay), ("to_day", request.ToDay) })
        {
            if (day > 0 && !Day.TryFromNumber(day, out _, out var error))
                faults.Add(field, error.Chinese, error.English, "yyyymmdd");
        }

        var to = request.ToDay == 0 ? uint.MaxValue : request.ToDay;
        if (request.FromDay > to)
            faults.Add("to_day", $"{request.ToDay}早于{request.FromDay}", $"{request.ToDay} is before {request.FromDay}", "from_day or a later day");
        faults.ThrowIfAny();
        return (request.FromDay, to);
    }

    private Task KeepUseAsync(ListRecordedRequestsRequest request, ServerCallContext call)
    {
        var caller = AccessInterceptor.CallerOf(call);
        return store.AddUseAsync(
            new()
            {
                TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                Organisation = caller.Member.Organisation,
                Operator = ByteString.CopyFrom(caller.Fingerprint),
                Method = call.Method,
                Query = string.Create(CultureInfo.InvariantCulture, $"days [{request.FromDay}, {request.ToDay}] {request.Subject}"),
            },
            call.CancellationToken);
    }
}
