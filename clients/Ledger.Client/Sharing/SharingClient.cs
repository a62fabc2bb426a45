using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// What departments offer each other and the banks; questions, decisions and answers; who asked about a unit. An answer is believed
/// only with the receipt whose trace holds its hash.
/// </summary>
public sealed class SharingClient
{
    private const string Service = "/ledger.v1.SharingService";

    // As far as clocks of asker and department may be apart.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly LedgerCalls calls;
    private readonly LedgerReader pages;

    internal SharingClient(LedgerCalls calls, LedgerReader pages) => (this.calls, this.pages) = (calls, pages);

    /// <summary>What a department offers; a published catalogue is compared with its hash on the ledger.</summary>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">It is not the one published.</exception>
    public async Task<OfferedCatalogue> GetCatalogueAsync(string? department = null, CancellationToken cancellationToken = default)
    {
        var asked = department ?? calls.Home;
        var reply = await calls.Caller.ReadAsync<GetCatalogueRequest, CatalogueReply>(asked, Service + "/GetCatalogue", new(), cancellationToken);
        var catalogue = Catalogue.Parser.ParseFrom(reply.Catalogue);
        if (reply.Page is null)
            return new(catalogue, null);

        var page = await pages.VerifyPageAsync(asked, reply.Page.Key, reply.Page, cancellationToken);
        var stated = page.Page is { } found ? AuthorisationPage.Parser.ParseFrom(found.Body) : new();
        return reply.Page.Key == PageKeys.Authorisation(stated.Number) && stated.RevokedMs == 0
            && stated.Paper.Span.SequenceEqual(SHA256.HashData(reply.Catalogue.Span))
                ? new(catalogue, stated)
                : throw Untrusted("catalogue.hash", $"the catalogue of {asked} is not the one that it published", $"{asked}的目录与其发布的不符");
    }

    /// <summary>Changes what the own department offers; its administrator.</summary>
    /// <param name="catalogue">The next version.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="LedgerException">It is not in order, no access, unreachable.</exception>
    public async Task<VerifiedReceipt?> PublishAsync(Catalogue catalogue, CancellationToken cancellationToken = default)
    {
        var request = new PublishCatalogueRequest { Catalogue = catalogue };
        var reply = await SendAsync<PublishCatalogueRequest, WriteReply>(calls.Home, "PublishCatalogue", request, cancellationToken);
        return await ReceiptOfAsync(reply, cancellationToken);
    }

    /// <summary>Asks; the same request again tells how far its answer has come.</summary>
    /// <param name="request">The question; its context is completed here and makes it the same request.</param>
    /// <param name="department">Who keeps what is asked; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">The answer is not the one whose hash the receipt holds, or answers another question.</exception>
    /// <exception cref="LedgerException">A field is wrong, no access, a quota is used up, unreachable.</exception>
    public async Task<GivenAnswer> AskAsync(AskRequest request, string? department = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = department ?? calls.Home;
        var reply = await SendAsync<AskRequest, AskReply>(asked, "Ask", request, cancellationToken);
        if (reply.State is AnswerState.Waiting or AnswerState.Ordered)
            return new(reply.State, null, null, null, reply.DecideBy, reply.AnswerBy);
        if (reply.State is not (AnswerState.Answered or AnswerState.Refused) || reply.Receipt is null || reply.Salt.Length != SharedHash.SaltSize)
            throw Untrusted("answer.state", $"the answer says {reply.State} without a receipt", $"答复状态为{reply.State}，无回执");

        var receipt = await calls.VerifyAsync(asked, reply.Receipt, offered: null, cancellationToken);
        var (answer, trace) = AnswerOf(request, reply, receipt.Payload);
        return new(reply.State, answer, trace, receipt, 0, 0);
    }

    /// <summary>The answer of a reply whose receipt is verified.</summary>
    /// <exception cref="UntrustedReplyException">It is not the one whose hash the receipt holds, or answers another question, or an earlier one.</exception>
    internal static (SharedAnswer Answer, QueryTraced Trace) AnswerOf(AskRequest request, AskReply reply, Payload payload)
    {
        var hash = SharedHash.OfAnswer(reply.Salt.Span, reply.Answer.Span);
        var answer = SharedAnswer.Parser.ParseFrom(reply.Answer);
        var trace = payload.Events.Where(static e => e.Type == QueryTraced.Descriptor.FullName)
            .Select(static e => QueryTraced.Parser.ParseFrom(e.Body)).FirstOrDefault(e => e.Answer.Equals(hash));
        if (trace is null || (trace.Result == QueryResult.Answered) != (reply.State == AnswerState.Answered) || trace.AnsweredMs != answer.AnsweredMs)
            throw Untrusted("answer.hash", "the answer is not the one whose hash stands in the receipt", "答复与回执中的散列不符");
        if (!answer.QuestionSha256.Span.SequenceEqual(SHA256.HashData(request.Question.ToByteArray())))
            throw Untrusted("answer.question", "the answer is one to another question", "答复针对的是另一问题");

        // The same words asked again have a new answer: what stood in the register before is not what stands there now.
        if (answer.AnsweredMs + (ulong)ClockTolerance.TotalMilliseconds < request.Context.TimeMs)
            throw Untrusted("answer.old", "the answer was given before this was asked: it is one to an earlier question", "答复早于本次提问，针对的是先前的查询");
        return (answer, trace);
    }

    /// <summary>Questions that wait for an officer of the own department.</summary>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<IReadOnlyList<QuestionView>> ListQuestionsAsync(CancellationToken cancellationToken = default)
        => (await calls.Caller.ReadAsync<ListQuestionsRequest, ListQuestionsReply>(calls.Home, Service + "/ListQuestions", new(), cancellationToken)).Questions;

    /// <summary>Decides about a question as an officer of the own department.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="grant">Whether it is answered.</param>
    /// <param name="reason">Why not.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<VerifiedReceipt?> DecideAsync(string questionId, bool grant, string reason = "", CancellationToken cancellationToken = default)
    {
        var request = new DecideRequest { QuestionId = questionId, Grant = grant, Reason = reason };
        return await ReceiptOfAsync(await SendAsync<DecideRequest, WriteReply>(calls.Home, "Decide", request, cancellationToken), cancellationToken);
    }

    /// <summary>Takes in an owner's authorisation; a clerk of the registration department.</summary>
    /// <param name="request">What the paper says; the context is completed here.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>Number and salt, which the owner hands to who may ask.</returns>
    public async Task<OwnersAuthorisation> AuthoriseAsync(AuthoriseRequest request, CancellationToken cancellationToken = default)
    {
        var reply = await SendAsync<AuthoriseRequest, AuthoriseReply>(DepartmentNames.Registration, "Authorise", request, cancellationToken);
        var receipt = await ReceiptOfAsync(reply.Write, cancellationToken);
        var subject = SharedHash.OfSubject(reply.Authorisation.Salt.Span, UnitCode.Fold(request.UnitCode));
        var stated = receipt?.Payload.Events.Select(static e => SharingAuthorised.Parser.ParseFrom(e.Body)).FirstOrDefault();
        return stated is null || (stated.Number == reply.Authorisation.Number && stated.Subject.Equals(subject))
            ? reply.Authorisation
            : throw Untrusted("authorisation.other", "the receipt is of another authorisation", "回执所证明的是另一授权");
    }

    /// <summary>The code that goes with a unit's title certificates; a clerk of the registration department.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<string> GetTraceCodeAsync(string unitCode, CancellationToken cancellationToken = default)
        => (await SendAsync<GetTraceCodeRequest, TraceCodeReply>(
            DepartmentNames.Registration, "GetTraceCode", new GetTraceCodeRequest { UnitCode = unitCode }, cancellationToken)).Code;

    /// <summary>Who asked about a unit, complete up to a checkpoint.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="code">The code of its owner.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">Departments contradict each other or the ledger.</exception>
    public Task<TraceReport> ListTracesAsync(string unitCode, string code, CancellationToken cancellationToken = default)
        => new TraceReader(calls, pages, department => SendAsync<ListTracesRequest, ListTracesReply>(
            department, "ListTraces", new ListTracesRequest { UnitCode = unitCode, Code = code }, cancellationToken)).ReadAsync(cancellationToken);

    private Task<TReply> SendAsync<TRequest, TReply>(string department, string method, TRequest request, CancellationToken ct)
        where TRequest : IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
        => calls.Caller.SendAsync<TReply>(calls.Writer.Write(department, $"{Service}/{method}", request), static () => 0, ct);

    private async Task<VerifiedReceipt?> ReceiptOfAsync(WriteReply reply, CancellationToken ct)
        => reply.Receipt is null ? null : await calls.VerifyAsync(calls.Home, reply.Receipt, offered: null, ct);

    private static UntrustedReplyException Untrusted(string code, string english, string chinese) => new(new LogFault(code, english, chinese));
}
