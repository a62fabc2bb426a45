namespace Ledger.Departments;

/// <summary>What the sharing of data is done by.</summary>
/// <param name="Catalogues">What is offered.</param>
/// <param name="Publication">How that changes.</param>
/// <param name="Questions">From question to answer.</param>
/// <param name="Waiting">What an officer decides about.</param>
/// <param name="Owners">Owners' authorisations.</param>
/// <param name="Traces">Where queries stand.</param>
/// <param name="Answered">Queries as their owners see them.</param>
internal sealed record SharingDesks(
    CatalogueBook Catalogues,
    CataloguePublication Publication,
    QuestionDesk Questions,
    WaitingQuestions Waiting,
    OwnersWord Owners,
    UnitTraces Traces,
    TraceList Answered);
