"""What we call the methods of links, and what SSSOM calls them (https://mapping-commons.github.io/semantic-mapping-vocabulary/)."""

JUSTIFICATION = {
    "humanCuration": "ManualMappingCuration",
    "lexicalRule": "LexicalMatching",
    "ontologyPath": "LogicalReasoning",
    "embedding": "SemanticSimilarityThresholdMatching",
    "trainedClassifier": "CompositeMatching",
    "rollUp": "MappingChaining",
    "languageModel": "UnspecifiedMatching",
    "referenceAnnotation": "UnspecifiedMatching",
}
"""For each of our methods the term of the Semantic Mapping Vocabulary. It has none for an annotator that may be a machine."""
METHOD = {
    "ManualMappingCuration": "humanCuration",
    "MappingReview": "humanCuration",
    "LexicalMatching": "lexicalRule",
    "LexicalSimilarityThresholdMatching": "lexicalRule",
    "LogicalReasoning": "ontologyPath",
    "StructuralMatching": "ontologyPath",
    "BackgroundKnowledgeBasedMatching": "ontologyPath",
    "MappingInversion": "ontologyPath",
    "SemanticSimilarityThresholdMatching": "embedding",
    "InstanceBasedMatching": "trainedClassifier",
    "CompositeMatching": "trainedClassifier",
    "MappingChaining": "rollUp",
    "UnspecifiedMatching": "referenceAnnotation",
}
"""For each justification the method of a run that holds such links, where the file does not name one of ours."""
EXTENSIONS = {
    "ext_status": "mg:alignmentStatus",
    "ext_strength": "mg:strength",
    "ext_method": "mg:method",
    "ext_run": "prov:wasGeneratedBy",
    "ext_quote": "oa:exact",
    "ext_basis": "mg:basis",
    "ext_rationale_en": "mg:rationale",
    "ext_rationale_fr": "mg:rationale",
    "ext_rationale_es": "mg:rationale",
    "ext_review_reason": "mg:reason",
    "ext_reviewed_at": "prov:endedAtTime",
}
"""What SSSOM has no slot for, and the property that each of these columns stands for."""
NOTHING = "sssom:NoTermFound"
"""The object of the judgement that nothing applies."""
SPACES = {
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
    "un": "http://metadata.un.org/",
}
"""Prefixes beside those of our own files."""
