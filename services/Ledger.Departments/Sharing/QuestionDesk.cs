using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// From question to answer. It is judged and answered when its trace is written, and what was kept then is what is told, to the first
/// call and to every later one; without the receipt nothing is told.
/// </summary>
internal sealed class QuestionDesk(
    Department department,
    Peer peer,
    IPageReader pages,
    IRecordStore store,
    UnitKeyring keyring,
    WritePipeline pipeline,
    RecordAnswers records,
    CatalogueBook catalogues,
    UnitTraces traces,
    TraceActs acts,
    SharingJudge judge,
    TimeProvider time)
{
    private const uint FirstProfile = 2;

    /// <summary>Reads a question.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with every fault of form.</exception>
    public (AskedQuestion Question, CatalogueItem? Item) Read(SharedQuestion? stated, Member asker)
    {
        var faults = new InputFaults();
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        var input = new InputReader(faults, today);
        var question = QuestionReader.Read(input, input.Required(stated, "question"), asker, SharedAnswers.Find(department.Name, stated?.Item ?? ""), today);
        faults.ThrowIfAny();
        return (question!, catalogues.InForce().Find(question!.Item));
    }

    /// <summary>Whether an officer decides about a question.</summary>
    public static bool IsForOfficer(AskedQuestion question, CatalogueItem? item)
        => SharingJudge.Barred(item) is null && !SharingJudge.ByRule(item!, question);

    /// <summary>Writes the trace of a question with its answer or refusal.</summary>
    /// <param name="context">Context of the request that asks or decides.</param>
    /// <param name="call">The call.</param>
    /// <param name="question">The question.</param>
    /// <param name="item">Its item.</param>
    /// <param name="refusal">Why an officer refuses it; null: it is judged.</param>
    /// <param name="names">What the record names beside the unit; empty for nothing.</param>
    /// <param name="told">Told whether it is answered, before it is written.</param>
    public Task<WriteReply> WriteAsync(
        RequestContext context, ServerCallContext call, AskedQuestion question, CatalogueItem? item, Wording? refusal, string names, Action<bool> told)
    {
        RequireProfile();
        return traces.InTurnAsync(
            question.Unit,
            () => Shielded(pipeline.WriteAsync(context, call, scope =>
            {
                var catalogue = catalogues.InForce();
                var answer = AnswerTo(question, item, refusal);
                told(answer.RefusedEn.Length == 0);
                var built = acts.Of(scope, question, item, answer, catalogue.Sha256);
                return names.Length == 0 ? built : [.. built.Select(act => act with { Subjects = [.. act.Subjects, names] })];
            })),
            call.CancellationToken);
    }

    /// <summary>What the asker is told of a record: the answer with its receipt, or that the quorum is outstanding.</summary>
    public AskReply Reply(WriteReply written)
    {
        if (written.State != RecordState.Recorded)
            return new() { State = AnswerState.Ordered };

        var content = store.ReadContent(RecordIds.Read(written.RecordId)!.Value)
            ?? throw Statuses.Refuse(
                StatusCode.FailedPrecondition,
                "Question and answer were erased; the ledger still shows that it was asked. | 问题与答复已删除；账本上仍有留痕。");
        var document = AnswerDocument.Read(content.Documents[^1])!;
        return new()
        {
            State = SharedAnswer.Parser.ParseFrom(document.Answer).RefusedEn.Length == 0 ? AnswerState.Answered : AnswerState.Refused,
            Answer = document.Answer,
            Salt = document.Salt,
            Receipt = written.Receipt,
            SubjectSalt = SubjectSaltOf(content.Documents),
        };
    }

    /// <summary>The answer to a question that was decided.</summary>
    public async Task<AskReply> ReplyAsync(StoredRecord decision, ServerCallContext call) => Reply(await records.AnswerAsync(decision, call));

    /// <summary>Salt of the subject of the authorisation among some acts; empty for none.</summary>
    public static ByteString SubjectSaltOf(IEnumerable<DocumentSalts> documents)
        => documents.SelectMany(static document => document.Fields).FirstOrDefault(static field => field.Name == TraceActs.SubjectSalt) is { } field
            ? ByteString.FromBase64(field.Value)
            : ByteString.Empty;

    /// <summary>The ledger must know the events.</summary>
    /// <exception cref="RpcException">FAILED_PRECONDITION: it does not.</exception>
    public void RequireProfile()
    {
        if (peer.Head.Profile < FirstProfile)
        {
            throw Statuses.Refuse(
                StatusCode.FailedPrecondition,
                $"This ledger runs under rule profile {peer.Head.Profile}, which knows no sharing; governance activates profile {FirstProfile}. | "
                    + $"本账本执行规则第{peer.Head.Profile}版，尚无数据共享；请由治理启用第{FirstProfile}版。");
        }
    }

    private SharedAnswer AnswerTo(AskedQuestion question, CatalogueItem? item, Wording? refusal)
    {
        refusal ??= SharingJudge.Barred(item);
        if (refusal is not null)
            return Refused(refusal);

        // Judged and answered in every case, so that the time tells neither which of the two failed.
        var answer = SharedAnswers.Find(department.Name, question.Item)!;
        var isAuthorised = question.Basis != SharingBasis.Owner || judge.IsAuthorised(question, item!.CountsAs);
        var found = answer.Answer(question, new SharedPages(peer, pages, keyring, CertificateWriter.AtQuorum(peer, time)));
        return isAuthorised && found is not null && found.Certificate.Length <= CertificateWriter.MaximumBytes ? found : Refused(SharingJudge.DoesNotHold);
    }

    private static SharedAnswer Refused(Wording why) => new() { RefusedZh = why.Chinese, RefusedEn = why.English };

    // What the rules say of a trace names its page, with the number of queries: that is nobody's who asks.
    private static async Task<WriteReply> Shielded(Task<WriteReply> write)
    {
        try
        {
            return await write;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            throw Statuses.Refuse(
                StatusCode.Aborted,
                "Nothing was told: the trace of this question was refused, as when another department answered about the same unit at the same moment. "
                    + "Ask again as a new question. | 未作答复：本次留痕未被接受，例如同一时刻另有部门就同一单元作答。请作为新的查询重问。");
        }
    }
}
