using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>
/// Makes the events of a query (79, 80): the authorisation where the department itself gives it, and the receipt, in one envelope.
/// Nothing in them can be guessed: subject, question and answer are salted, the numbers are drawn by lot.
/// </summary>
internal sealed class TraceActs(IPageReader pages, IRecordStore store, UnitTraces traces, TimeProvider time)
{
    /// <summary>Document field with the salt of an authorisation's subject.</summary>
    public const string SubjectSalt = "share.subject-salt";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The acts of a question that is answered, or refused.</summary>
    /// <param name="scope">What the acts share.</param>
    /// <param name="question">The question.</param>
    /// <param name="item">Its item; null where the catalogue has none.</param>
    /// <param name="answer">The answer, a refusal too.</param>
    /// <param name="paper">SHA-256 of what the department's own authorisation rests on.</param>
    public IReadOnlyList<BuiltAct> Of(ActScope scope, AskedQuestion question, CatalogueItem? item, SharedAnswer answer, ByteString paper)
    {
        var now = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        (answer.Item, answer.AnsweredMs) = (question.Item, now);
        answer.QuestionSha256 = ByteString.CopyFrom(SHA256.HashData(question.Stated.ToByteArray()));
        var (isAnswered, kind) = (answer.RefusedEn.Length == 0, item?.Kind ?? AnswerKind.Predicate);
        var (bytes, salt) = (answer.ToByteString(), Salt());
        var document = new AnswerDocument(bytes, salt);
        var field = item?.CountsAs ?? SharedField.Title;
        var number = question.Basis == SharingBasis.Owner ? question.Stated.Authorisation.Number : "";
        var acts = new List<BuiltAct>();
        if (isAnswered && question.Basis != SharingBasis.Owner)
        {
            var subjectSalt = Salt();
            var today = Day.At(now).ToString();
            var authorise = new AuthoriseSharingRequest
            {
                Number = number = NewNumber(now),
                Subject = SharedHash.OfSubject(subjectSalt.Span, question.Unit.ToString()),
                Asker = question.Asker,
                Purpose = question.Purpose,
                Fields = { field },
                Basis = question.Basis,
                FirstDay = today,
                LastDay = today,
                Sha256 = paper,
                Document = new() { Fields = { new V1.DocumentField { Name = SubjectSalt, Value = subjectSalt.ToBase64() } } },
            };
            acts.Add(scope.Build(AskedAct.Alone(authorise)));
        }

        var trace = new TraceQueryRequest
        {
            QueryId = Salt(),

            // What was refused names no authorisation: it may be another's.
            Authorisation = isAnswered ? number : "",
            Asker = question.Asker,
            AnsweredTimeMs = now,
            Fields = { field },
            Result = isAnswered ? QueryResult.Answered : QueryResult.Refused,
            EvidenceSize = isAnswered ? (ulong)document.EvidenceSize(kind) : 0,
            Answer = SharedHash.OfAnswer(salt.Span, bytes.Span),
            Trace = traces.Next(question.Unit),
            Document = document.Write(question, kind),
        };
        var built = scope.Build(AskedAct.Alone(trace));
        acts.Add(built with { Subjects = [.. built.Subjects, question.Unit.ToString()] });
        return acts;
    }

    /// <summary>An owner's authorisation, or the department's own of a catalogue: the act alone.</summary>
    /// <param name="scope">What the acts share.</param>
    /// <param name="request">The act; number, subject and document are filled in.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="names">What its record names.</param>
    public BuiltAct Authorisation(ActScope scope, AuthoriseSharingRequest request, string subject, string names)
    {
        var salt = request.Revokes.Length > 0 && SaltOf(request.Revokes) is { IsEmpty: false } former ? former : Salt();
        request.Number = NewNumber((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        request.Subject = SharedHash.OfSubject(salt.Span, subject);
        request.Document = new() { Fields = { new V1.DocumentField { Name = SubjectSalt, Value = salt.ToBase64() } } };
        var built = scope.Build(AskedAct.Alone(request));
        return built with { Subjects = [.. built.Subjects, names] };
    }

    // What ends another is about the same subject: so the ledger can tell.
    private ByteString SaltOf(string number)
        => QuestionDesk.SubjectSaltOf(
            store.List(0, Canonicalize.FoldUpper(number), 10).SelectMany(record => store.ReadContent(record.Number)?.Documents ?? []));

    private static ByteString Salt() => UnsafeByteOperations.UnsafeWrap(RandomNumberGenerator.GetBytes(SharedHash.SaltSize));

    // As the offices of the cities write their own numbers: up to three letters, the day, four to six digits.
    private string NewNumber(ulong now)
    {
        string number;
        do
        {
            var day = Day.At(now).Number.ToString(CultureInfo.InvariantCulture);
            number = $"Q{RandomNumberGenerator.GetString(Letters, 2)}{day}{RandomNumberGenerator.GetInt32(1_000_000):D6}";
        }
        while (pages.ReadPage(PageKeys.Authorisation(number)) is not null);

        return number;
    }
}
